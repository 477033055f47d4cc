<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>HistoryWindow</name>
    <message numerus="yes">
        <source>%n place(s) found.</source>
        <translation>
            <numerusform>%n place found.</numerusform>
            <numerusform>%n places found.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverlayStrip</name>
    <message numerus="yes">
        <source>%n line(s) waiting</source>
        <translation>
            <numerusform>%n line waiting</numerusform>
            <numerusform>%n lines waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n newer line(s)</source>
        <translation>
            <numerusform>%n newer line</numerusform>
            <numerusform>%n newer lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message numerus="yes">
        <source>%n match(es)</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SummaryDialog</name>
    <message numerus="yes">
        <source>%n word(s)</source>
        <translation>
            <numerusform>%n word</numerusform>
            <numerusform>%n words</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, at %n place(s)</source>
        <translation>
            <numerusform>, at %n place</numerusform>
            <numerusform>, at %n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Windows</name>
    <message numerus="yes">
        <source>%n session(s) ended unexpectedly.</source>
        <translation>
            <numerusform>%n session ended unexpectedly.</numerusform>
            <numerusform>%n sessions ended unexpectedly.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WordsEditor</name>
    <message numerus="yes">
        <source>Edit… (%n word(s))</source>
        <translation>
            <numerusform>Edit… (%n word)</numerusform>
            <numerusform>Edit… (%n words)</numerusform>
        </translation>
    </message>
</context>
</TS>
