"""Django's PostgreSQL backend on a server that it starts itself."""

from django.db.backends.postgresql import base

from skillsdir.embedded.server import EmbeddedServer


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts the embedded server, if need be, whenever a connection is opened."""

    def get_connection_params(self):
        server = EmbeddedServer(
            self.settings_dict["EMBEDDED_DIR"],
            settings=self.settings_dict["EMBEDDED_SETTINGS"],
            name=self.settings_dict["NAME"] or "postgres",
        )
        return super().get_connection_params() | server.address()
