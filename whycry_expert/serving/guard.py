"""Who may ask for what: only this machine, only its own pages, only who knows the address."""

from collections.abc import Mapping
from hmac import compare_digest
from typing import Final

LOCAL_NAMES: Final = ("127.0.0.1", "[::1]", "localhost")
_SAFE_METHODS: Final = frozenset({"GET", "HEAD"})
_OWN: Final = frozenset({"", "same-origin"})


def refusal(method: str, headers: Mapping[str, str], port: int) -> str:
    """Say why a request is refused, or nothing where it is not.

    A foreign Host is how a rebound name would come in, a foreign Origin or fetch site how another page would. What
    browsers send besides is not needed: the address of every session is a secret.
    """
    host = headers.get("Host", "")
    if host not in {f"{name}:{port}" for name in LOCAL_NAMES}:
        return "This address is not served here."
    if method in _SAFE_METHODS:
        return ""
    origin, site = headers.get("Origin", ""), headers.get("Sec-Fetch-Site", "")
    if origin not in ("", f"http://{host}") or site not in _OWN:
        return "This came from another page, so it is not taken."
    return ""


def is_secret(given: str, secret: str) -> bool:
    """Tell whether someone knows the secret, in a time that does not tell how much of it."""
    return compare_digest(given.encode(), secret.encode())


def headers_of(policy: str) -> dict[str, str]:
    """Give the headers of every response."""
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": policy,
        # not no-referrer: under that browsers send "Origin: null", and a foreign origin could not be told from our own
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }
