import click


@click.command("tea", short_help="Say what is drunk here.")
def tea() -> None:
    click.echo("tea")
