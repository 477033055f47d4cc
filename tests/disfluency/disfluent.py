"""Sentences as they are written, with disfluencies that must go: (said, meant)."""

from __future__ import annotations

SENTENCES = (
    ("We leave on on Friday.", "We leave on Friday."),
    ("The the committee approved the budget.", "The committee approved the budget."),
    ("I I would like to open an account.", "I would like to open an account."),
    ("She lives in in a small village near the coast.", "She lives in a small village near the coast."),
    ("It is a a question of principle.", "It is a question of principle."),
    ("They went to the to the station at noon.", "They went to the station at noon."),
    ("I think I think we should start again.", "I think we should start again."),
    ("He was he was late because of the snow.", "He was late because of the snow."),
    ("We need um three more chairs.", "We need three more chairs."),
    ("Uh can you repeat the last part?", "can you repeat the last part?"),
    ("The train leaves at nine, um, from platform two.", "The train leaves at nine, from platform two."),
    ("I want a flight to Boston uh I mean to Denver.", "I want a flight to Denver."),
    ("Turn left no sorry turn right at the church.", "turn right at the church."),
    ("The red uh the blue house is ours.", "the blue house is ours."),
    ("My brother uh my sister called yesterday.", "my sister called yesterday."),
    ("Put it on the table I mean on the shelf.", "Put it on the shelf."),
    ("Can we can we talk about the weather?", "can we talk about the weather?"),
    ("This is, uh, the first time I have seen it.", "This is, the first time I have seen it."),
    ("You you have to see this picture.", "you have to see this picture."),
    ("And and then the lights went out.", "and then the lights went out."),
    ("There is there is no other way.", "there is no other way."),
    ("I bought a car for my for my daughter.", "I bought a car for my daughter."),
    ("There is a second model, I mean, a small one, that reads along.", "There is a small one, that reads along."),
)

GERMAN = (
    ("Ich möchte äh nach Berlin fahren.", "Ich möchte nach Berlin fahren."),
    ("Wir wir gehen jetzt.", "wir gehen jetzt."),
    ("Ich möchte nach Hamburg, äh, nach Berlin fahren.", "Ich möchte nach Berlin fahren."),
    ("Das ist ähm sehr schön.", "Das ist sehr schön."),
    ("Er hat das Auto, ich meine, das Fahrrad verkauft.", "Er hat das Fahrrad verkauft."),
    ("Und dann dann haben wir die Tür aufgemacht.", "Und dann haben wir die Tür aufgemacht."),
    ("Wir haben die die Tür aufgemacht.", "Wir haben die Tür aufgemacht."),
    ("Wo ist wo ist mein Mantel?", "wo ist mein Mantel?"),
    ("Sie kommt am Mon- am Dienstag.", "Sie kommt am Dienstag."),
)
