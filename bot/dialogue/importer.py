"""Turns topics into Rasa training data at training time; nothing is generated on disk.

Named in ``config.yml`` beside ``RasaFileImporter``. A topic ``x`` becomes the intent
``faq_x`` with its examples, the response ``utter_faq_x`` and the rule that joins them;
a reply becomes the response ``utter_<id>``. The texts themselves are looked up when an
answer is given (``bot.dialogue.nlg``), so the domain holds only their titles and a
corrected wording needs no training.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import (
    YAMLStoryReader,
)
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.exceptions import RasaException
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.content.checks import check_content
from bot.content.loading import Content, load_content


class ContentRefused(RasaException):
    """The content has errors; training would publish them."""


def intent_of(topic_id: str) -> str:
    """Rasa intent of a topic."""
    return f"faq_{topic_id}"


def response_of(content_id: str, *, topic: bool) -> str:
    """Rasa response name of a topic or a reply."""
    return f"utter_faq_{content_id}" if topic else f"utter_{content_id}"


class ContentImporter(TrainingDataImporter):
    """Gives Rasa the topics and replies of ``data/``."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        **kwargs: Any,
    ) -> None:
        """Reads the content; the paths Rasa passes are for its own files.

        Raises:
            ContentRefused: a check found an error; the message lists all of them.
        """
        self._content = load_content()
        errors = [
            p for p in check_content(self._content, date.today()) if not p.warning
        ]
        if errors:
            listed = "\n".join(map(str, errors))
            raise ContentRefused(
                f"The content has errors, nothing is trained:\n{listed}"
            )

    def get_domain(self) -> Domain:
        """Intents and responses of the topics, responses of the replies."""
        return Domain.from_dict(domain_of(self._content))

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """One rule a topic."""
        rules = [
            {
                "rule": f"answer {topic_id}",
                "steps": [
                    {"intent": intent_of(topic_id)},
                    {"action": response_of(topic_id, topic=True)},
                ],
            }
            for topic_id in self._content.topics
        ]
        return StoryGraph(YAMLStoryReader().read_from_parsed_yaml({"rules": rules}))

    def get_conversation_tests(self) -> StoryGraph:
        """None: conversation tests are files of their own."""
        return StoryGraph([])

    def get_config(self) -> dict[str, Any]:
        """None: the configuration is ``config.yml``."""
        return {}

    def get_config_file_for_auto_config(self) -> str | None:
        """None: nothing here wants Rasa's automatic configuration."""
        return None

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The questions of every topic, both languages."""
        examples = [
            Message.build(text=text, intent=intent_of(topic.id))
            for topic in self._content.topics.values()
            for text in (*topic.questions.en, *topic.questions.es)
        ]
        return TrainingData(examples)


def domain_of(content: Content) -> dict[str, Any]:
    """The part of the Rasa domain that the content makes, as a dictionary."""
    responses = {
        response_of(topic.id, topic=True): [{"text": topic.title.en}]
        for topic in content.topics.values()
    }
    for reply in content.replies.values():
        if reply.spoken:
            responses[response_of(reply.id, topic=False)] = [{"text": reply.id}]
    intents: list[dict[str, Any]] = [
        {intent_of(topic_id): {"use_entities": []}} for topic_id in content.topics
    ]
    return {"version": "3.1", "intents": intents, "responses": responses}
