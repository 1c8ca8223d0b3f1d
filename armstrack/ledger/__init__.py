"""The folder of YAML files: find it, read it strictly, write one entry without touching another byte."""
