import click

from contract_scan import hookimpl


@click.command("tea", short_help="Say what is drunk here.")
def tea() -> None:
    click.echo("tea")


@hookimpl
def commands() -> list[click.Command]:
    return [tea]
