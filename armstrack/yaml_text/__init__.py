"""YAML as text: read strictly, written a key a line, and edited without touching another byte."""
