"""How a command says that it was asked for something it cannot do."""


class CommandError(Exception):
    """Bad input to a command, said in one full sentence; the command ends with exit code 2."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
