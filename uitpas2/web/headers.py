"""Headers that keep a page to itself: own scripts and styles only, no frames, no guessing."""

from __future__ import annotations

from flask import Flask, Response, g, request

_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
# Pages that scan decode in WebAssembly and show the camera; no other page may.
_CAMERA = {
    "script-src": "'self' 'wasm-unsafe-eval'",
    "img-src": "'self' blob: data:",
    "media-src": "'self' blob: mediastream:",
    "worker-src": "'self'",
}


def allow_camera() -> None:
    """Called by the routes whose page uses the camera: the door, the search field of the counter, a picture."""
    g.camera = True


def install(app: Flask) -> None:
    @app.after_request
    def _headers(response: Response) -> Response:
        camera = g.get("camera", False)
        policy = {**_POLICY, **(_CAMERA if camera else {})}
        response.headers["Content-Security-Policy"] = "; ".join(f"{name} {value}" for name, value in policy.items())
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = f"camera=({'self' if camera else ''}), microphone=(), geolocation=()"
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.endpoint != "static" and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response
