"""The runs that made the models that ship, in the order in which they build on each other."""

from __future__ import annotations

from dataclasses import replace

from captioner.training.text.config import RunConfig

_ENGLISH = RunConfig(
    name="disfluency-en",
    corpora=(("ami/train", 1.0), ("disfl_qa/train", 0.2)),
    synthetic=5_000,
    synthetic_from=("ami/train", "ami/unlabelled"),
    meant=400,
    fluent_of=("disfl_qa/train",),
    fluent_share=0.3,
    steps=2000,
    batch_rows=5,
    learning_rate=1.5e-4,
    labels_first=0.15,
    average=0.998,
)
_ENGLISH_2 = replace(  # started from the medium student of disfluency-en, its teacher
    _ENGLISH,
    name="disfluency-en-2",
    synthetic=0,
    synthetic_from=(),
    unlabelled=(("ami/unlabelled", 0.25),),
    fluent_share=0.5,
    taught=0.5,
    reuse=2,
    steps=1000,
    labels_first=0.0,
    decay=0.7,
    average=0.995,
)
_ENGLISH_3 = replace(  # from disfluency-en-2: repetitions that are meant
    _ENGLISH,
    name="disfluency-en-3",
    corpora=(("ami/train", 0.6), ("disfl_qa/train", 0.1)),
    synthetic=0,
    synthetic_from=(),
    meant=3000,
    seed=3,
    steps=300,
    learning_rate=1.2e-4,
    labels_first=0.0,
    decay=0.9,
    average=0.98,
)
_ENGLISH_4 = replace(  # from disfluency-en-3: written text, in which nothing is to be removed
    _ENGLISH,
    name="disfluency-en-4",
    synthetic=0,
    synthetic_from=(),
    meant=1500,
    written=4000,
    seed=4,
    steps=700,
    learning_rate=1e-4,
    labels_first=0.0,
    decay=0.8,
    average=0.99,
)
_ENGLISH_5 = replace(  # from disfluency-en-4: disfluencies made in written text, too
    _ENGLISH_4,
    name="disfluency-en-5",
    synthetic=8_000,
    synthetic_from=("ami/train", "ami/unlabelled", "written"),
    meant=3000,
    seed=5,
    steps=900,
    learning_rate=1.2e-4,
)
_ENGLISH_6 = replace(  # from disfluency-en-5: more of both
    _ENGLISH_5,
    name="disfluency-en-6",
    corpora=(("ami/train", 1.0), ("disfl_qa/train", 0.1)),
    synthetic=10_000,
    meant=2500,
    written=9000,
    seed=6,
    steps=1300,
    learning_rate=1.5e-4,
    prefix_share=0.6,
    average=0.995,
)
_ENGLISH_7 = replace(  # from disfluency-en-6: made disfluencies while they still come
    _ENGLISH_6,
    name="disfluency-en-7",
    synthetic=8_000,
    prefixes_of=("ami/train", "synthetic"),
    written=12000,
    seed=7,
    steps=800,
    learning_rate=1.2e-4,
    prefix_share=0.7,
)
_ENGLISH_8 = replace(  # from disfluency-en-7: more of what is meant
    _ENGLISH_7,
    name="disfluency-en-8",
    synthetic=6_000,
    meant=6000,
    written=8000,
    seed=8,
    steps=300,
    learning_rate=8e-5,
    decay=0.9,
    average=0.98,
)
_ENGLISH_9 = replace(  # from the mean that shipped: as a recogniser mishears it, too
    _ENGLISH_7, name="disfluency-en-9", meant=4000, seed=21, steps=900, misheard=0.4
)
_ENGLISH_10 = replace(  # from the mean that shipped: Whisper's spelling, whole corrections, prefixes of questions, too
    _ENGLISH_9,
    name="disfluency-en-10",
    corpora=(("ami/train", 1.0), ("disfl_qa/train", 0.3)),
    prefixes_of=("ami/train", "synthetic", "disfl_qa/train"),
    fluent_share=0.35,
    synthetic=7_000,
    meant=3500,
    written=7000,
    corrections=6000,
    spelled=0.6,
    misheard=0.2,
    seed=101,
    steps=1500,
    learning_rate=1.5e-4,
    prefix_share=0.55,
    decay=0.6,
)
_ENGLISH_11 = replace(  # from that: phrases corrected whole, longer ones said again, and what is said alike and meant
    _ENGLISH_10,
    name="disfluency-en-11",
    corpora=(("ami/train", 1.0), ("disfl_qa/train", 0.25)),
    synthetic=8_000,
    meant=2500,
    corrections=12_000,
    seed=111,
    steps=1300,
)
_ENGLISH_12 = replace(  # from that: more written text as a recogniser hears it, in which nothing is to be removed
    _ENGLISH_11,
    name="disfluency-en-12",
    corpora=(("ami/train", 1.0), ("disfl_qa/train", 0.15)),
    synthetic=6_000,
    meant=3000,
    written=14_000,
    corrections=7_000,
    misheard=0.35,
    seed=121,
    steps=700,
    learning_rate=1.2e-4,
    decay=0.8,
)
_ENGLISH_13 = (
    replace(  # from what shipped, the mean of the two: parallel clauses, and restarts without a word about them
        _ENGLISH_12,
        name="disfluency-en-13",
        corpora=(("ami/train", 0.7), ("disfl_qa/train", 0.15)),
        written=7_000,
        meant=2500,
        parallel=8_000,
        restarts=6_000,
        misheard=0.3,
        seed=131,
        steps=1100,
        learning_rate=1.5e-4,
        prefix_share=0.6,
    )
)
_ENGLISH_SPOKEN = replace(  # not to be trained: the sentences that are spoken and read by recognisers
    _ENGLISH_13,
    name="disfluency-en-spoken",
    corpora=(("ami/train", 0.3), ("disfl_qa/train", 0.1)),
    keep_fluent=0.35,
    keep_short=0.0,
    synthetic=2_500,
    corrections=2_500,
    restarts=2_000,
    parallel=1_500,
    meant=1_200,
    written=1_200,
    fluent_share=0.02,
    spelled=0.8,
)
_SWITCHBOARD = RunConfig(  # from the medium student of disfluency-en
    name="disfluency-en-swbd",
    corpora=(("switchboard/train", 1.0), ("ami/train", 0.15), ("disfl_qa/train", 0.05), ("disco/en_train", 0.3)),
    meant=300,
    steps=3300,
    batch_rows=5,
    learning_rate=1.5e-4,
    prefix_share=0.5,
    keep_fluent=0.5,
    keep_short=0.15,
    labels_first=0.0,
    warm_up=0.02,
    average=0.998,
)
_SWITCHBOARD_2 = replace(  # from the whole network that was shipped before
    _SWITCHBOARD,
    name="disfluency-en-swbd-2",
    synthetic=12_000,
    synthetic_from=("switchboard/train", "written"),
    meant=1500,
    written=5000,
    seed=5,
    steps=850,
    prefix_share=0.4,
    decay=0.8,
)
_SWITCHBOARD_3 = replace(_SWITCHBOARD_2, name="disfluency-en-swbd-3", seed=11)  # this and the next: from what shipped
_SWITCHBOARD_4 = replace(
    _SWITCHBOARD_2,
    name="disfluency-en-swbd-4",
    corpora=(("switchboard/train", 1.0),),
    synthetic=2_000,
    meant=600,
    written=1500,
    seed=15,
    steps=1200,
    keep_fluent=0.7,
)
_SWITCHBOARD_5 = replace(
    _SWITCHBOARD_4, name="disfluency-en-swbd-5", meant=1500, written=2500, seed=13, learning_rate=2e-4
)
_SWITCHBOARD_6 = replace(_SWITCHBOARD_5, name="disfluency-en-swbd-6", seed=21, steps=1000)  # from the mean of those
_SWITCHBOARD_7 = replace(  # from there, too: much more of what is meant, and of written text
    _SWITCHBOARD_4,
    name="disfluency-en-swbd-7",
    synthetic=5_000,
    meant=4000,
    written=5000,
    seed=22,
    steps=900,
)
_SWITCHBOARD_TEACHER = replace(  # from MPNet's weights: a network that does not ship
    _SWITCHBOARD_4,
    name="disfluency-en-swbd-teacher",
    corpora=(("switchboard/train", 1.0), ("ami/train", 0.15)),
    synthetic=0,
    synthetic_from=(),
    meant=300,
    written=600,
    seed=1,
    steps=1600,
    learning_rate=7e-5,
    warm_up=0.06,
    decay=0.6,
    average=0.99,
    prefix_share=0.35,
    keep_fluent=0.5,
    labels_first=0.3,
)
_SWITCHBOARD_8 = replace(  # this and the next: from the mean that shipped before, taught by that and the teacher
    _SWITCHBOARD_4,
    name="disfluency-en-swbd-8",
    corpora=(("switchboard/train", 1.0), ("ami/train", 0.15)),
    unlabelled=(("ami/unlabelled", 0.1),),
    synthetic=1500,
    meant=800,
    written=1200,
    seed=31,
    steps=1500,
    learning_rate=2e-4,
    prefix_share=0.35,
    keep_fluent=0.5,
)
_SWITCHBOARD_9 = replace(
    _SWITCHBOARD_8,
    name="disfluency-en-swbd-9",
    corpora=(("switchboard/train", 1.0),),
    unlabelled=(("ami/unlabelled", 0.08),),
    synthetic=2000,
    meant=3000,
    written=2500,
    taught=0.75,
    seed=32,
    learning_rate=1.5e-4,
)
_SWITCHBOARD_10 = replace(  # from the mean of those three: as a recogniser mishears it, too
    _SWITCHBOARD_7, name="disfluency-en-swbd-10", seed=41, misheard=0.4
)
_SMALL = replace(  # from the small student of disfluency-en-swbd-2, its teacher
    _SWITCHBOARD,
    name="disfluency-en-small",
    corpora=(("switchboard/train", 1.0), ("ami/train", 0.3), ("disfl_qa/train", 0.1), ("disco/en_train", 0.3)),
    unlabelled=(("ami/unlabelled", 0.2),),
    synthetic=6_000,
    synthetic_from=("switchboard/train", "written"),
    meant=800,
    written=2500,
    steps=2000,
    learning_rate=6e-4,
    dropout=0.0,
    warm_up=0.03,
)
_SMALL_2 = replace(  # from the mean that shipped before: as a recogniser mishears it, too
    _SMALL,
    name="disfluency-en-small-2",
    corpora=(("switchboard/train", 1.0), ("ami/train", 0.2)),
    unlabelled=(("ami/unlabelled", 0.1),),
    synthetic=2500,
    meant=4000,
    written=4000,
    taught=0.75,
    seed=51,
    steps=1300,
    prefix_share=0.4,
    misheard=0.3,
)
_TINY = replace(_SMALL, name="disfluency-en-tiny", steps=2500, learning_rate=1e-3)
_TABLE_WAIT = replace(  # from a small student of the untrained encoder: the rows of the paper's table
    _SWITCHBOARD,
    name="table-wait",
    corpora=(("switchboard/train", 1.0),),
    meant=0,
    steps=1800,
    batch_rows=5,
    learning_rate=6e-4,
    dropout=0.0,
    labels_first=0.15,
    warm_up=0.03,
)
_TABLE_PREFIXES = replace(_TABLE_WAIT, name="table-prefixes", labels_first=1.0)
_TABLE_FULL = replace(_TABLE_WAIT, name="table-full", prefixes_of=(), labels_first=1.0)
_GERMAN = RunConfig(  # from what shipped as disfluency-de before, which had no fluent sentences
    name="disfluency-de",
    corpora=(("disco/de_train", 1.0),),
    fluent_of=("disco/de_train",),
    fluent_share=0.4,
    prefixes_of=(),
    labels_first=1.0,  # the wait head stays as English taught it
    seed=2,
    steps=300,
    batch_rows=5,
    learning_rate=1.2e-4,
    warm_up=0.1,
)
_GERMAN_2 = replace(_GERMAN, name="disfluency-de-2", fluent_share=0.3, seed=3, steps=450)  # from disfluency-en
_GERMAN_3 = replace(  # from the mean of the two: the wait head learns German, too
    _GERMAN,
    name="disfluency-de-3",
    prefixes_of=("disco/de_train",),
    fluent_share=1.0,
    labels_first=0.1,
    seed=5,
    steps=400,
)
_GERMAN_4 = replace(  # from the mean of the three: everyday German, and what is said twice and meant
    _GERMAN_3,
    name="disfluency-de-4",
    language="de",
    synthetic=1500,
    synthetic_from=("disco/de_train", "meant"),
    prefixes_of=("disco/de_train", "synthetic"),
    meant=2000,
    seed=6,
    steps=700,
)
_GERMAN_5 = replace(  # from the mean of that and its start: more of DISCO, too
    _GERMAN_4,
    name="disfluency-de-5",
    corpora=(("disco/de_train", 2.0),),
    meant=2500,
    synthetic=1000,
    seed=7,
    steps=600,
    learning_rate=1e-4,
)
_GERMAN_6 = replace(  # from the model that shipped: Whisper's spelling, and what is taken back foreseen
    _GERMAN_4,
    name="disfluency-de-6",
    corpora=(("disco/de_train", 2.0),),
    synthetic=2000,
    meant=2500,
    spelled=0.6,
    misheard=0.2,
    seed=61,
    steps=700,
    learning_rate=1.5e-4,
)
_GERMAN_7 = replace(  # from that: corrections, too
    _GERMAN_6,
    name="disfluency-de-7",
    corpora=(("disco/de_train", 3.0),),
    corrections=4000,
    synthetic=2500,
    seed=71,
    steps=800,
)
_FRENCH = replace(  # this and the next: from disfluency-en
    _GERMAN, name="disfluency-fr", corpora=(("disco/fr_train", 1.0),), fluent_of=("disco/fr_train",), steps=450
)
_FRENCH_2 = replace(_FRENCH, name="disfluency-fr-2", fluent_share=0.3, seed=3)

RECIPES: dict[str, RunConfig] = {
    recipe.name: recipe
    for recipe in (
        *(_ENGLISH, _ENGLISH_2, _ENGLISH_3, _ENGLISH_4, _ENGLISH_5, _ENGLISH_6, _ENGLISH_7, _ENGLISH_8, _ENGLISH_9),
        *(_ENGLISH_10, _ENGLISH_11, _ENGLISH_12, _ENGLISH_13, _ENGLISH_SPOKEN),
        *(_SWITCHBOARD, _SWITCHBOARD_2, _SWITCHBOARD_3, _SWITCHBOARD_4, _SWITCHBOARD_5, _SWITCHBOARD_6, _SWITCHBOARD_7),
        *(_SWITCHBOARD_TEACHER, _SWITCHBOARD_8, _SWITCHBOARD_9, _SWITCHBOARD_10),
        *(
            _SMALL,
            _SMALL_2,
            _TINY,
            _GERMAN,
            _GERMAN_2,
            _GERMAN_3,
            _GERMAN_4,
            _GERMAN_5,
            _GERMAN_6,
            _GERMAN_7,
            _FRENCH,
            _FRENCH_2,
        ),
        *(_TABLE_WAIT, _TABLE_PREFIXES, _TABLE_FULL),
    )
}
