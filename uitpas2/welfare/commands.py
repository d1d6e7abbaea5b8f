"""Running the made-up government source."""

from __future__ import annotations

from datetime import timedelta

import click

from uitpas2.kernel.clock import SystemClock, brussels_day
from uitpas2.welfare.services import Behaviour, simulated_source


@click.command("simulate-source")
@click.option("--port", default=8090, show_default=True, help="Port on 127.0.0.1.")
@click.option("--latency", default=0.2, show_default=True, help="Seconds before each answer.")
@click.option("--outage", is_flag=True, help="Answer nothing but that it is out of order.")
@click.option("--months", default=12, show_default=True, help="How long a yes holds, from today.")
def simulate_source(port: int, latency: float, outage: bool, months: int) -> None:
    """Run a made-up government register."""
    until = brussels_day(SystemClock().now()) + timedelta(days=30 * months)
    server = simulated_source(port, Behaviour(latency=latency, outage=outage, until=until))
    click.echo(f"asking: UITPAS2_ENTITLEMENT_SOURCE=http://127.0.0.1:{server.server_port}")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("stopped")
    finally:
        server.server_close()
