<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>Windows</name>
    <message numerus="yes">
        <source>%n session(s) broke off.</source>
        <translation>
            <numerusform>%n session broke off.</numerusform>
            <numerusform>%n sessions broke off.</numerusform>
        </translation>
    </message>
</context>
</TS>
