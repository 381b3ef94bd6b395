@echo off
start "" /min "{{ program }}" -m xuanlan desk --site "{{ site }}"
