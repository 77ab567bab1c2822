"""Where each door is."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include(("tenure.api.api", "api"), namespace="api")),
    path("", include("tenure.web.urls")),
]

handler500 = "tenure.web.failing.failed"
