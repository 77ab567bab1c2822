"""What is kept of a browser for its member to recognise it by, and no more."""

import ipaddress
import re

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """The browser and the system that a User-Agent header names; "Unknown browser" when it names none known.

    >>> device_of("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox on Windows'
    >>> device_of("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15")
    'Safari on macOS'
    >>> device_of("curl/8.5.0"), device_of("")
    ('Unknown browser', 'Unknown browser')
    """
    browser = next((name for mark, name in _BROWSERS if re.search(rf"\b{mark}\w*/", user_agent)), "Unknown browser")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser


def coarse_address(address: str) -> str:
    """The network an address lies in, without the part that tells one household from the next.

    >>> coarse_address("192.0.2.77"), coarse_address("2001:db8:aa:bb::1"), coarse_address("127.0.0.1")
    ('192.0.2.x', '2001:db8:aa::x', '127.0.0.x')
    >>> coarse_address("")
    ''
    """
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if known.version == 4:
        return f"{address.rpartition('.')[0]}.x"
    network = ipaddress.ip_network(f"{address}/48", strict=False)
    return f"{network.network_address}x"
