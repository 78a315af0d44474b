from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from people.rules import permissions_by_role


class RoleBackend(ModelBackend):
    """Loads a user with the names of the groups, in one query.

    Permissions come with the role, from code: rows that grant them would have to be
    made after `post_migrate` and be kept alike everywhere.
    """

    def get_user(self, user_id):
        names = Group.objects.filter(user=OuterRef("pk")).order_by("name")
        user = (
            get_user_model()
            ._default_manager.annotate(role_names=ArraySubquery(names.values("name")))
            .filter(pk=user_id)
            .first()
        )
        return user if user and self.user_can_authenticate(user) else None

    def get_group_permissions(self, user_obj, obj=None):
        granted = super().get_group_permissions(user_obj, obj)
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return granted
        return granted | permissions_by_role(user_obj)
