"""English through the diphones of others: festival's English rhythm, spoken by its Italian, Finnish and Czech voices.

Each English sound is replaced by the nearest one or two of the other language before the waveform is made, so that the
five speak with a strong accent: Debian has two English diphone voices, one of which is held out.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass

_MODEL_F0 = "(model_f0_mean 170) (model_f0_std 34)"
"""What festival's own intonation model was fitted to."""

_CONSONANTS = "b:b d:d dh:d dx:d el:e,l em:e,m en:e,n f:f g:g k:k l:l m:m n:n nx:n p:p r:r s:s t:t v:v"
_ITALIAN = (
    f"{_CONSONANTS} aa:a1 ae:E1 ah:a ao:O1 aw:a1,u ax:a axr:e,r ay:a1,i eh:E1 er:e1,r ey:e1,i ih:i iy:i1 ow:o1,u "
    "oy:O1,i uh:u uw:u1 ch:tS hh: hv: jh:dZ ng:n sh:S th:t w:w y:j z:z zh:dZ"
)
_FINNISH = (
    f"{_CONSONANTS} aa:a: ae:@ ah:a ao:o: aw:a,u ax:e axr:e,r ay:a,i eh:e er:7,r ey:e,i ih:i iy:i: ow:o,u "
    "oy:o,i uh:u uw:u: hh:h hv:h ng:N y:j z:s"
)
_CZECH = (
    f"{_CONSONANTS} aa:a: ae:e ah:a ao:o: aw:a,u ax:e axr:e,r ay:a,j eh:e er:e,r ey:e,j ih:i iy:i: ow:o,u "
    "oy:o,j uh:u uw:u: ch:c~ hh:h hv:h jh:dz~ ng:n sh:s~ th:s w:v y:j z:z zh:z~"
)
_LONG = "(a: a) (o: o) (e: e) (i: i) (u: u)"


@dataclass(frozen=True, slots=True)
class Diphones:
    """Somebody's diphones and how English is said with them.

    Attributes:
        voice: festival's name of it.
        index: the file of diphones in the voice's folder.
        sounds: "english:theirs" or "english:first,second" for each English sound; nothing behind the colon where the
            language has no such sound.
        instead: pairs (sound, what stands in for it in a diphone that is not there).
        f0_hz: the speaker's own pitch.
    """

    voice: str
    index: str
    sounds: str
    instead: str
    f0_hz: float

    def defined(self) -> str:
        """Scheme that makes the diphones known."""
        instead = f"({self.instead})"
        return (
            f'(us_diphone_init (list \'(name "english_{self.voice}") \'(grouped "true") \'(default_diphone "#-#")'
            f" (list 'index_file (path-append (cdr (assoc '{self.voice} voice-locations)) \"group/{self.index}\"))"
            f" (list 'alternates_left '{instead}) (list 'alternates_right '{instead})))"
        )

    def chosen(self) -> str:
        """Scheme that speaks with them from now on; an English voice must have been chosen before."""
        pairs = (one.split(":", 1) for one in self.sounds.split())
        sounds = " ".join(f'("{english}" {_quoted(theirs)})' for english, theirs in pairs)
        return (
            f"(us_db_select 'english_{self.voice}) (set! their_sounds '({sounds}))"
            " (set! us_gain 0.35) (set! UniSyn_module_hooks (list with_their_sounds))"
        )


def _quoted(sounds: str) -> str:
    return " ".join(f'"{sound}"' for sound in sounds.split(",") if sound)


_INSTEAD_ITALIAN = "(S s) (w u) (j i) (tS t) (dZ z)"
SPEAKERS: dict[str, Diphones] = {
    "pc": Diphones("pc_diphone", "pc_diphone.group", _ITALIAN, _INSTEAD_ITALIAN, 110.0),
    "lp": Diphones("lp_diphone", "lp_diphone.group", _ITALIAN, _INSTEAD_ITALIAN, 190.0),
    "mv": Diphones(
        "hy_fi_mv_diphone",
        "mvlpc.group",
        f"{_FINNISH} ch:t,S jh:d,S sh:S th:T w:w zh:S",
        f"{_LONG} (@: @) (T t) (S s) (N n) (w v)",
        105.0,
    ),
    "lj": Diphones(
        "suo_fi_lj_diphone",
        "ljlpc.group",
        f"{_FINNISH} ch:t,s jh:d,s sh:s th:t w:v zh:s",
        f"{_LONG} (@: @) (N n)",
        190.0,
    ),
    "ph": Diphones("czech_ph", "ph.group", _CZECH, f"{_LONG} (dz~ z~) (c~ s~)", 136.0),
}
KED = "ked"
"""The English speaker whose rhythm all have; here at any pitch."""
KED_F0_HZ = 105.0

REPLACED = """
(set! their_sounds nil)
(define (with_their_sounds utt)
  (let ((segment (utt.relation.first utt 'Segment)) (start 0.0) end sounds next)
    (while segment
      (set! end (item.feat segment "end"))
      (set! sounds (or (assoc_string (item.name segment) their_sounds) (list "pause" "#")))
      (set! next (item.next segment))
      (cond
        ((null (cdr sounds))
          (if (item.prev segment) (item.set_feat (item.prev segment) "end" end))
          (item.relation.remove segment 'Segment))
        (t
          (if (cddr sounds)
            (begin
              (item.insert segment
                (list (item.name segment) (list (list "end" end) (list "us_diphone" (caddr sounds)))) 'after)
              (item.set_feat segment "end" (+ start (* 0.55 (- end start))))))
          (item.set_feat segment "us_diphone" (cadr sounds))))
      (set! start end)
      (set! segment next)))
  utt)
"""
"""A hook of the waveform's maker: each sound by the other language's, two where it has no such diphthong."""


def scheme(name: str, pitch: int) -> str:
    """Scheme that chooses ked or one of `SPEAKERS`, at a pitch of 0 to 99; 50 is the speaker's own.

    Raises:
        KeyError: there is no such speaker.
    """
    lines, own = ["(voice_ked_diphone)"], KED_F0_HZ
    if name != KED:
        lines.append(SPEAKERS[name].chosen())
        own = SPEAKERS[name].f0_hz
    f0 = own * 2 ** ((pitch - 50) / 50)
    lines.append(f"(set! int_lr_params '((target_f0_mean {f0:.0f}) (target_f0_std {f0 / 7:.0f}) {_MODEL_F0}))")
    return "\n".join(lines)


def definitions() -> str:
    """Scheme that a script with any of `SPEAKERS` begins with."""
    return "\n".join([REPLACED, *(speaker.defined() for speaker in SPEAKERS.values())])


def diphones_installed() -> bool:
    """Whether festival has ked and all of `SPEAKERS`."""
    program = '(mapcar (lambda (one) (format t "%s\\n" (car one))) voice-locations)'
    try:
        found = subprocess.run(["festival", "-b", program], check=True, capture_output=True, text=True).stdout.split()
    except (FileNotFoundError, subprocess.CalledProcessError):
        return False
    return {"ked_diphone", *(speaker.voice for speaker in SPEAKERS.values())} <= set(found)
