#!/usr/bin/env python
import os
import sys

from django.core.management import execute_from_command_line

from skillsdir.demo import use_demo_settings

if __name__ == "__main__":
    use_demo_settings()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "skillsdir.settings")
    execute_from_command_line(sys.argv)
