"""
Signatures: Ed25519, as bytes. The only file that imports the library.
"""

from __future__ import annotations

from typing import Any

from propflow.adapters.passes.faults import Missing

SEED, PUBLIC, SIGNATURE = 32, 32, 64
"""Bytes of a private key, a public key and a signature."""


def _library() -> Any:
    try:
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError:
        raise Missing("Signing goods passes") from None
    return ed25519


def new_seed() -> bytes:
    """A private key that nobody has had before."""
    found: bytes = _library().Ed25519PrivateKey.generate().private_bytes_raw()
    return found


def public_of(seed: bytes) -> bytes:
    """The public key of a private one."""
    found: bytes = _library().Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    return found


def sign(seed: bytes, message: bytes) -> bytes:
    """The signature of a message."""
    found: bytes = _library().Ed25519PrivateKey.from_private_bytes(seed).sign(message)
    return found


def is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Is it the signature of this message by the holder of the key?"""
    key = _library().Ed25519PublicKey.from_public_bytes(public)
    from cryptography.exceptions import InvalidSignature

    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True
