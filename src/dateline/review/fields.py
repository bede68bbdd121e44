"""The fields of each kind of record, and what each may be made."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, get_args

from dateline.errors import RevisionError
from dateline.report import (
    CasualtyKind,
    CasualtySide,
    ConflictKind,
    EntityType,
    MentionKind,
    PlaceMentionKind,
    PlaceRelation,
    Severity,
    SourceKind,
    StanceKind,
    Status,
    Style,
    TimeType,
)
from dateline.resources.actors import SECTORS
from dateline.resources.codebook import Codebook, load_codebook
from dateline.review import values
from dateline.review.codes import CODE_NAMES
from dateline.review.days import days_of
from dateline.review.links import SINGULAR, Record, group_of_id
from dateline.review.sheet import Sheet
from dateline.review.values import Check, fields_of, line, list_of, one_of, optional

UCDP_TYPES = ("state-based", "non-state", "one-sided")
_PLACE = ("name", "feature", "country", "admin1", "latitude", "longitude", "geonames")
_ENTITY = ("name", "type", "country", "sector")


class Fields:
    """Checks what a person gives for the fields of records.

    Args:
        text: The article's text.
        sheet: The coding; it gives ids to new records.
        codebook: What events may be; PLOVER's by default.
    """

    def __init__(self, text: str, sheet: Sheet, codebook: Codebook | None = None) -> None:
        self._text = text
        self._sheet = sheet
        self._codebook = codebook
        self._span = values.span_in(text)
        self._place_before: str | None = None
        self.checks: dict[str, dict[str, Check]] = {
            "events": self._event_checks(),
            "entities": self._entity_checks(),
            "places": self._place_checks(),
            "times": self._time_checks(),
            "attributions": self._attribution_checks(),
            "conflicts": {
                "kind": one_of(get_args(ConflictKind)),
                "explanation": line,
                "severity": one_of(get_args(Severity)),
            },
        }

    @property
    def codebook(self) -> Codebook:
        """The codebook, which is read when it is needed first."""
        if self._codebook is None:
            self._codebook = load_codebook()
        return self._codebook

    def check(self, group: str, changes: Mapping[str, Any], record: Mapping[str, Any]) -> Record:
        """Check new values for fields of a record, and give them as the contract has them.

        Args:
            group: The list that the record is in.
            changes: The new values.
            record: The record as it stands; empty for a new one.
        """
        checks = self.checks[group]
        self._place_before = record.get("place") if group == "events" and isinstance(record.get("place"), str) else None
        checked: Record = {}
        for name, value in changes.items():
            if name not in checks:
                raise RevisionError(
                    f"{SINGULAR[group]} has no field {name!r} to be edited; it has {', '.join(checks)} and record"
                )
            if name == "modes":
                checked[name] = self._modes(value, changes.get("type", record.get("type")))
            else:
                checked[name] = checks[name](value, name)
        return checked

    # events

    def _event_checks(self) -> dict[str, Check]:
        spans = list_of(self._span)
        return {
            "type": lambda value, name: one_of(list(self.codebook.types))(value, name),
            "modes": lambda value, name: self._modes(value, None),
            "contexts": lambda value, name: list_of(one_of(list(self.codebook.contexts)))(value, name),
            "trigger": self._span,
            "evidence": spans,
            "actors": list_of(self._participant),
            "recipients": list_of(self._participant),
            "instruments": spans,
            "place": optional(partial(self._linked, "places", self.new_place)),
            "time": optional(partial(self._linked, "times", self.new_time)),
            "place_relation": optional(one_of(get_args(PlaceRelation))),
            "deaths": optional(values.count),
            "injured": optional(values.count),
            "casualties": list_of(self._casualties),
            "status": one_of(get_args(Status)),
            "attributions": list_of(partial(self._linked, "attributions", self.new_attribution)),
            "codes": self._codes,
            "asserted": optional(values.flag),
            "stances": list_of(self._stance),
        }

    def _modes(self, value: Any, type_: Any) -> list[str]:
        known = self.codebook.types.get(type_) if isinstance(type_, str) else None
        if known is None:
            return list(list_of(line)(value, "modes"))
        modes = [line(mode, "modes") for mode in values.items_of(value, "modes")]
        wrong = next((mode for mode in modes if mode not in known.modes), None)
        if wrong is not None:
            allowed = f"one of {', '.join(known.modes)}" if known.modes else f"left empty: {type_} has no modes"
            raise RevisionError(f"modes has {wrong!r}; a mode of {type_} must be {allowed}")
        return list(dict.fromkeys(modes))

    def _participant(self, value: Any, name: str) -> Record:
        found = self._named(value, name, ("entity", "alleged"))
        return {**found, "alleged": values.flag(value.get("alleged", False), f"{name}.alleged")}

    def _named(self, value: Any, name: str, known: tuple[str, ...]) -> Record:
        span = self._span(value, name, known)
        entity = value.get("entity")
        make = partial(self._new_entity, span)
        return {**span, "entity": None if entity is None else self._linked("entities", make, entity, f"{name}.entity")}

    def _casualties(self, value: Any, name: str) -> Record:
        span = self._span(value, name, ("kind", "low", "high", "side"))
        return {
            **span,
            "kind": one_of(get_args(CasualtyKind))(value.get("kind"), f"{name}.kind"),
            **values.count({"low": value.get("low"), "high": value.get("high")}, name),
            "side": one_of(get_args(CasualtySide))(value.get("side", "unknown"), f"{name}.side"),
        }

    def _codes(self, value: Any, name: str) -> Record:
        given = fields_of(value, name, CODE_NAMES)
        checked = {code: optional(line)(given.get(code), f"{name}.{code}") for code in CODE_NAMES}
        optional(one_of(UCDP_TYPES))(checked["ucdp"], f"{name}.ucdp")
        return checked

    def _stance(self, value: Any, name: str) -> Record:
        given = fields_of(value, name, ("attribution", "stance"), ("attribution", "stance"))
        return {
            "attribution": self._known("attributions", given["attribution"], f"{name}.attribution"),
            "stance": one_of(get_args(StanceKind))(given["stance"], f"{name}.stance"),
        }

    # records that others name

    def _linked(self, group: str, make: Check, value: Any, name: str) -> str | Record:
        """Take an id that the report has, or make a new record of an object."""
        return self._known(group, value, name) if isinstance(value, str) else make(value, name)

    def _known(self, group: str, value: Any, name: str) -> str:
        if group_of_id(value) != group or self._sheet.get(value) is None:
            raise RevisionError(f"{name} is {value!r}, which is no {SINGULAR[group]} of this report")
        return str(value)

    def _new_entity(self, span: Record, value: Any, name: str) -> Record:
        given = fields_of(value, name, _ENTITY, ("type",))
        given.setdefault("name", span["text"])
        return self.new_entity({**given, "mentions": [{**span, "kind": kind_of_mention(span["text"])}]}, name)

    def new_entity(self, value: Any, name: str) -> Record:
        """Make an entity."""
        given = fields_of(value, name, tuple(self.checks["entities"]), ("name", "type", "mentions"))
        empty: Record = {"aliases": [], "country": None, "sector": None, "roles": []}
        return {"id": self._sheet.fresh_id("entities"), **empty, **self._all("entities", given, name)}

    def new_place(self, value: Any, name: str) -> Record:
        """Make a place; where no words are chosen for it, it stands where its name does, or the place before it."""
        given = fields_of(value, name, (*_PLACE, "mention", "mentions"), ("name",))
        mention = given.pop("mention", None)
        if not given.get("mentions"):
            given["mentions"] = [mention] if mention else self._words_of_place(line(given["name"], f"{name}.name"))
        empty: Record = dict.fromkeys(_PLACE)
        return {"id": self._sheet.fresh_id("places"), **empty, **self._all("places", given, name)}

    def _words_of_place(self, name: str) -> list[Record]:
        start = self._text.find(name)
        if start >= 0:
            return [{"start": start, "end": start + len(name)}]
        before = self._sheet.get(self._place_before or "")
        return before["mentions"][:1] if before else []

    def new_time(self, value: Any, name: str) -> Record:
        """Make a time; the days that its value means are filled in where they are not given."""
        more = ("value", "type", "earliest", "latest")
        span = self._span(value, name, more)
        given = {"type": "DATE", **{key: value[key] for key in more if value.get(key) is not None}}
        if "value" not in given:
            raise RevisionError(f"{name} needs value, such as 2025-03-14")
        earliest, latest = days_of(str(given["value"]))
        given = {"earliest": earliest, "latest": latest, **given}
        return {"id": self._sheet.fresh_id("times"), **span, **check_days(self._all("times", given, name), name)}

    def new_attribution(self, value: Any, name: str) -> Record:
        """Make an attribution of at least its source or its content."""
        given = fields_of(value, name, tuple(self.checks["attributions"]))
        if not given.get("source") and not given.get("content"):
            raise RevisionError(f"{name} needs source or content")
        told = self._all("attributions", given, name)
        source = told.get("source")
        kind = "none" if not source else "named" if source["entity"] else "role"
        empty: Record = {"source": None, "cue": None, "content": [], "style": "indirect", "source_kind": kind}
        filled = {**empty, "anonymity": None, "carrier": None, **told}
        return {"id": self._sheet.fresh_id("attributions"), **filled}

    def _all(self, group: str, given: Mapping[str, Any], name: str) -> Record:
        return {field: self.checks[group][field](value, f"{name}.{field}") for field, value in given.items()}

    def _source(self, value: Any, name: str) -> Record:
        return self._named(value, name, ("entity",))

    # the fields of the others

    def _entity_checks(self) -> dict[str, Check]:
        return {
            "type": one_of(get_args(EntityType)),
            "name": line,
            "aliases": list_of(line),
            "country": optional(values.country),
            "sector": optional(one_of(SECTORS)),
            "roles": list_of(self._role),
            "mentions": self._mentions,
        }

    def _role(self, value: Any, name: str) -> Record:
        span = self._span(value, name, ("former",))
        return {**span, "former": values.flag(value.get("former", False), f"{name}.former")}

    def _mentions(self, value: Any, name: str) -> list[Record]:
        return _some(list_of(self._mention)(value, name), name)

    def _mention(self, value: Any, name: str) -> Record:
        span = self._span(value, name, ("kind",))
        kind = value.get("kind") or kind_of_mention(span["text"])
        return {**span, "kind": one_of(get_args(MentionKind))(kind, f"{name}.kind")}

    def _place_mention(self, value: Any, name: str) -> Record:
        span = self._span(value, name, ("kind",))
        kind = value.get("kind")
        return span if kind is None else {**span, "kind": one_of(get_args(PlaceMentionKind))(kind, f"{name}.kind")}

    def _place_mentions(self, value: Any, name: str) -> list[Record]:
        return _some(list_of(self._place_mention)(value, name), name)

    def _place_checks(self) -> dict[str, Check]:
        return {
            "name": line,
            "feature": optional(values.feature),
            "country": optional(values.country),
            "admin1": optional(line),
            "latitude": optional(values.degrees(90)),
            "longitude": optional(values.degrees(180)),
            "geonames": optional(values.whole),
            "mentions": self._place_mentions,
        }

    def _time_checks(self) -> dict[str, Check]:
        return {
            "span": self._span,
            "type": one_of(get_args(TimeType)),
            "value": line,
            "earliest": optional(values.day),
            "latest": optional(values.day),
        }

    def _attribution_checks(self) -> dict[str, Check]:
        return {
            "source": optional(self._source),
            "cue": optional(self._span),
            "content": list_of(self._span),
            "style": one_of(get_args(Style)),
            "source_kind": one_of(get_args(SourceKind)),
            "anonymity": optional(self._span),
            "carrier": optional(self._source),
        }


def _some(mentions: list[Record], name: str) -> list[Record]:
    if not mentions:
        raise RevisionError(f"{name} is empty; choose the words of the text that tell of it")
    return sorted(mentions, key=lambda span: (span["start"], span["end"]))


def check_days(time: Record, name: str) -> Record:
    """Check that a time does not end before it begins."""
    if time["earliest"] and time["latest"] and time["earliest"] > time["latest"]:
        raise RevisionError(
            f"{name} goes from {time['earliest']} to {time['latest']}; the first day must not be the later"
        )
    return time


def kind_of_mention(words: str) -> str:
    """Say whether words name somebody or describe them: names have capitals."""
    return "name" if any(word[:1].isupper() for word in words.split()[1:] or words.split()) else "nominal"
