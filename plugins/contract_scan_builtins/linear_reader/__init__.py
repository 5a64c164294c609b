"""The linear reader: weights over concepts, words and letters find, as possible, what no rule foresaw."""
