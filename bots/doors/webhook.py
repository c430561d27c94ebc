"""The address to which a messenger brings its updates, and the secret it shows there.

The secret is derived from the token: there is nothing more to configure, nothing is kept, every
copy of the bot knows the same one, and a new token makes a new secret. Who learns the secret
does not learn the token.
"""

import hashlib
import hmac
from dataclasses import dataclass, field

SECRET_LETTERS = 48
"""Of hexadecimal digits: 192 bits. VK takes 50 letters and digits at most, Telegram 256."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """``address`` is the whole URL; ``secret`` is never shown."""

    address: str
    secret: str = field(repr=False)

    def knows(self, shown: object) -> bool:
        """Whether this is the secret, compared in constant time."""
        if not isinstance(shown, str):
            return False
        # As bytes: compare_digest refuses text that is not ASCII, and a stranger may send it.
        given = shown.encode(errors="surrogatepass")
        return hmac.compare_digest(given, self.secret.encode())


def webhook(address: str, token: str, door: str) -> Webhook | None:
    """The webhook of a door; None without an address: then the bot polls."""
    if not address:
        return None
    purpose = f"paradnaya webhook {door}"
    digest = hmac.new(token.encode(), purpose.encode(), hashlib.sha256).hexdigest()
    return Webhook(address, digest[:SECRET_LETTERS])
