"""The one exception of the file layer."""


class FileError(ValueError):
    """A file that cannot be used, said in one full sentence.

    >>> FileError("The file a.csv is empty; a header row is needed.").sentence
    'The file a.csv is empty; a header row is needed.'
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
