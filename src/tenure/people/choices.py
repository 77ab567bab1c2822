from tenure.core.policy import Role


def role_choices() -> list[tuple[str, str]]:
    return [(role.value, role.value.replace("_", " ").capitalize()) for role in Role]
