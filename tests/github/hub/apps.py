"""Signing in: tokens, and a GitHub App with its key."""

import re
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from hub.asking import Answer, Request, refused, told
from hub.git_nodes import told as time_told

TOKEN = "ghp_" + "t" * 36
"""The token that the small GitHub knows."""


@dataclass
class App:
    """A GitHub App that is installed on every repository there is."""

    id: int = 77
    installation: int = 4711
    lifetime: float = 3600.0  # of an installation's token, in seconds

    @cached_property
    def _key(self) -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)

    @property
    def key(self) -> str:
        """The private key, as GitHub offers it for download."""
        return self._key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        ).decode()

    def accepts(self, signed: str) -> str | None:
        """None for a good JSON Web Token, else GitHub's words against it."""
        try:
            claims = jwt.decode(
                signed,
                self._key.public_key(),
                algorithms=["RS256"],
                options={"require": ["exp", "iat", "iss"]},
                leeway=60,
            )
        except jwt.ExpiredSignatureError:
            return "'Expiration time' claim ('exp') must be a numeric value in the future"
        except jwt.PyJWTError:
            return "A JSON web token could not be decoded"
        if claims["exp"] - time.time() > 600:
            return "'Expiration time' claim ('exp') is too far in the future"
        if str(claims["iss"]) != str(self.id):
            return "'Issuer' claim ('iss') must be an Integer"
        return None


@dataclass
class Doors:
    """Which tokens open the small GitHub, and until when in seconds since 1970."""

    app: App = field(default_factory=App)
    tokens: dict[str, float] = field(default_factory=lambda: {TOKEN: float("inf")})

    def knows(self, token: str) -> bool:
        return self.tokens.get(token, 0.0) > time.time()

    def answer(self, request: Request, owner: str) -> Answer | None:
        """The App's own requests; None for all others."""
        if not re.fullmatch(
            r"/app(/installations(/\d+(/access_tokens)?)?)?|/repos/[^/]+/[^/]+/installation",
            request.path,
        ):
            return None
        if against := self.app.accepts(request.token):
            return refused(401, against)
        if request.path.endswith("/access_tokens"):
            if str(self.app.installation) not in request.path:
                return refused(404, "Not Found")
            return self._new_token()
        installation = self._installation(owner)
        return told([installation] if request.path == "/app/installations" else installation)

    def _new_token(self) -> Answer:
        token = "ghs_" + secrets.token_hex(18)
        self.tokens[token] = time.time() + self.app.lifetime
        until = datetime.fromtimestamp(self.tokens[token], UTC)
        payload = {
            "token": token,
            "expires_at": time_told(until),
            "permissions": {"contents": "read", "metadata": "read", "pull_requests": "read"},
            "repository_selection": "all",
        }
        return told(payload, 201)

    def _installation(self, owner: str) -> dict[str, object]:
        number = self.app.installation
        return {
            "id": number,
            "account": None,
            "repository_selection": "all",
            "access_tokens_url": f"/app/installations/{number}/access_tokens",
            "repositories_url": "/installation/repositories",
            "html_url": f"/organizations/{owner}/settings/installations/{number}",
            "app_id": self.app.id,
            "app_slug": "sgdash",
            "target_id": 900,
            "target_type": "Organization",
            "permissions": {"contents": "read", "metadata": "read", "pull_requests": "read"},
            "events": [],
            "created_at": "2024-01-01T00:00:00Z",
            "updated_at": "2024-01-01T00:00:00Z",
            "single_file_name": None,
            "suspended_by": None,
            "suspended_at": None,
        }
