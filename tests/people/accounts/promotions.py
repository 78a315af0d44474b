"""How an account gets protected: by the mark of superusers, or by a right."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission


def get_the_mark(user):
    get_user_model().objects.filter(pk=user.pk).update(is_superuser=True)


def get_a_permission(user):
    user.user_permissions.add(Permission.objects.get(codename="change_user"))


def join_a_group_that_has_it(user):
    keepers = Group.objects.create(name="Keepers")
    keepers.permissions.add(Permission.objects.get(codename="change_user"))
    user.groups.add(keepers)


def be_in_a_group_that_gets_it(user):
    keepers = Group.objects.create(name="Keepers")
    user.groups.add(keepers)
    keepers.permissions.add(Permission.objects.get(codename="change_user"))
