"""Where a request comes from: a household, a ward, one device. What is counted by network is counted by this."""

import ipaddress

from starlette.requests import HTTPConnection


def network_of(request: HTTPConnection) -> str:
    """Where a request comes from, as far as the proxies that are believed say so."""
    return network_named(request.client.host if request.client else "")


def network_named(host: str) -> str:
    """The network of an address. One household or ward has a whole network of IPv6 addresses."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv4Address):
        return host
    return str(address.ipv4_mapped or ipaddress.ip_network((address, 64), strict=False))
