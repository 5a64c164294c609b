"""What contract-scan knows: rules by topic and language, indicator questions, reference tables. Data only."""
