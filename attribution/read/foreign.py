"""Kinds of files that newsrooms have and that are not read here: what each is, what it can be saved as."""

from __future__ import annotations

from pathlib import PurePath

SHEET = ("a spreadsheet", "Save the sheet as CSV UTF-8, with the articles in a column “text”.")
SLIDES = ("a presentation", "Save its text as .docx, .odt or .txt.")
WORD = ("a document of Word before 2007", "Open it in Word or LibreOffice and save it as .docx.")
PICTURE = ("a picture", "Run it through text recognition (OCR) and save the text.")
SOUND = ("a recording", "Have it written down by a program that writes .vtt, .srt or .txt.")
CAPTIONS = ("captions of another form", "Save them as .srt or .vtt.")
KINDS = {
    ".doc": WORD,
    ".dot": WORD,
    ".msg": ("a message of Outlook", "Save it as .eml, or as text."),
    ".pst": ("a mailbox of Outlook", "Export its messages as .eml or .mbox."),
    ".pages": ("a document of Pages", "In Pages choose File, Export To, Word."),
    ".gdoc": ("a link to a document of Google", "In Google Docs choose File, Download, and .docx."),
    ".xls": SHEET,
    ".xlsx": SHEET,
    ".xlsm": SHEET,
    ".ods": SHEET,
    ".numbers": SHEET,
    ".ppt": SLIDES,
    ".pptx": SLIDES,
    ".odp": SLIDES,
    ".key": SLIDES,
    ".ass": CAPTIONS,
    ".sbv": CAPTIONS,
    ".ttml": CAPTIONS,
    ".dfxp": CAPTIONS,
    ".jpg": PICTURE,
    ".jpeg": PICTURE,
    ".png": PICTURE,
    ".heic": PICTURE,
    ".tif": PICTURE,
    ".tiff": PICTURE,
    ".mp3": SOUND,
    ".m4a": SOUND,
    ".wav": SOUND,
    ".mp4": SOUND,
    ".mov": SOUND,
    ".7z": ("packed by another program", "Unpack it and give the folder."),
    ".rar": ("packed by another program", "Unpack it and give the folder."),
    ".tar": ("packed by another program", "Unpack it and give the folder."),
}
"""Ending, in lower case -> what the file is, and what to do."""


def kind_of(name: str) -> tuple[str, str] | None:
    """What the file is by its name, and what to do with it; None where that is nothing known."""
    return KINDS.get(PurePath(name).suffix.lower())
