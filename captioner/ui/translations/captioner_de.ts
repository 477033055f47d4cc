<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Start captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show removed words (raw view)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Past sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcribe a recording…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let clicks pass through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop captions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AlertWindow</name>
    <message>
        <source>Captioner: notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> ({0} times)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Alerts</name>
    <message>
        <source>The microphone cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The audio device is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s sound cannot be captured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recording cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetching a model stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A setting cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The transcript could not be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptionPreview</name>
    <message>
        <source>Preview of the captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These words are settled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>um, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on Monday </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>these may change</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptionView</name>
    <message>
        <source>Captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The newest captions. The transcript window has all of them, line by line.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColourEditor</name>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: the theme&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the theme</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export the transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selected lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain text (.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SubRip subtitles (.srt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WebVTT subtitles (.vtt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every word with its times (.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown (.md)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web page (.html)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cleaned, as it was meant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw, as it was said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both, removed words marked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Input level</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OptionRow</name>
    <message>
        <source>Back to the default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: back to the default</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>Captioner: captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no match</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program as a whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the sound comes from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speech recognition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How speech is recognised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fillers and repairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is removed from the cleaned view.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How words become lines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the caption window looks and behaves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcuts; an empty one is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the windows; auto follows the system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>German</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What captions show: cleaned without fillers and repairs, or raw.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cleaned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>raw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcripts folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for transcripts; empty for the program&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write each settled word to disk at once, so that no crash loses it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep past sessions, searchable, on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start captions as soon as the program starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mic, system (what the machine plays), or the path of a recording.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone, as &quot;name|host API&quot; or a part of its name; empty for the system default.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output whose sound is captioned, by name; empty follows the default output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of a speech model (see `captioner models list`) or its folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language spoken, as en or de; auto lets the model decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where recognition runs; auto tries the GPU first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cpu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cuda</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number format of the computation; auto picks the fastest that works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>int8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>int8_float32</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>int8_float16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>int8_bfloat16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>float16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>float32</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU threads; 0 lets the program choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verbatim prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the model an example with fillers, so that the raw view has them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names and terms to expect, separated by commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence that ends an utterance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest utterance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speech without a pause is cut after this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name or folder of a disfluency model; auto follows the language, none removes nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thoroughness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gentle removes only what is certain, thorough also what is likely.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gentle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>thorough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove fillers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove um, uh and the like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove markers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove you know, I mean and the like where they carry no meaning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove repairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove repetitions, corrections, false starts and cut-off words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines shown at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit reading rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold lines back when speech is faster than the reading rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading rate, when it is limited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>characters a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show provisional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show words that may still change, in a lighter style.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours of the overlay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>high-contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Font family</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Font; empty for the system&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Font size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Font weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the text: 400 is regular, 700 bold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of settled words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provisional colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of words that may still change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour behind the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Background opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity of the background; 0 is clear.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outline width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width of the outline around letters; 0 for none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outline colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of the outline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line spacing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distance from line to line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where lines are set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edge of the screen the overlay keeps to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bottom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let mouse clicks pass through to the window below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace movement by plain change; auto follows the system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use x11</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On Wayland, run through X11 where the compositor keeps no window on top otherwise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start and stop captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause and go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch between raw and cleaned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the transcript.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the models page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide and show the overlay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Global view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch between raw and cleaned, from any program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Global pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause and go on, from any program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Global click through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let clicks pass through or not, from any program.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset all…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some changes take effect when captions begin anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set everything back to the defaults?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>Loading the models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No signal for 10 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the right source is chosen, that it is not muted, and its level.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine does not keep up. A smaller model is faster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fluent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>filler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>discourse marker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>editing words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>repetition or repair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed: a filler, as um or uh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed: words such as you know or well, which carry no meaning here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed: words such as I mean, between a slip and its repair.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed: the speaker said it again or took it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cleaned</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TranscriptView</name>
    <message>
        <source>Transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is said appears here as soon as it is certain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct this word…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corrected by hand; recognised was “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TranscriptWindow</name>
    <message>
        <source>Transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy with times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the word at the caret…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct a word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was said instead of “{0}”:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Windows</name>
    <message>
        <source>The settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
