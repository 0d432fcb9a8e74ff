"""The operator's commands: recipe-board serve | setup | group | invite | pair | sweep | check | backup | restore |
drill | demo."""

import typer

from app.cli.backups import backup, drill, restore
from app.cli.groups import group, invite, setup
from app.cli.photos import check, pair, sweep_all
from app.cli.serving import demo, serve

cli = typer.Typer(name="recipe-board", no_args_is_help=True, add_completion=False)

for command in (serve, setup, group, invite, pair):
    cli.command()(command)
cli.command(name="sweep")(sweep_all)
for kept in (check, backup, restore, drill):
    cli.command()(kept)
cli.command()(demo)


def main() -> None:
    """Run a command."""
    cli()
