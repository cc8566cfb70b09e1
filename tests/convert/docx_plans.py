"""What tests of DOCX files ask of the program: they are imported, decided, shown; every call in the folder of the test."""
import json
import pathlib
import re
import subprocess


class Program:
    """banthao-cli, as the tests call it."""

    def __init__(self, path):
        self.path = pathlib.Path(path).resolve()

    def run(self, *arguments, status=0):
        """Runs the program; its exit status must be as said, and an error one line."""
        done = subprocess.run([self.path, *map(str, arguments)], capture_output=True, check=False, timeout=60)
        error = done.stderr.decode()
        assert done.returncode == status, f'{arguments}: status {done.returncode}, wanted {status}: {error}'
        if status:
            assert error.count('\n') == 1 and error.endswith('\n'), f'{arguments}: not one line: {error!r}'
        done.error = error.rstrip('\n')
        return done

    def words(self, path):
        """What a plan says, a line for each paragraph, without labels and blanks at the ends."""
        shown = self.run('show', path, '--format=json').stdout
        lines = []

        def collect(value):
            if isinstance(value, dict):
                for key, inner in value.items():
                    if key not in ('id', 'label', 'scheme', 'role', 'heading'):
                        collect(inner)
            elif isinstance(value, list):
                for inner in value:
                    collect(inner)
            elif isinstance(value, str) and value.strip():
                lines.append(re.sub(r'^(([IVX]+\.|\d+\.|[a-zđ]\)|[-+])( |$))+', '', re.sub(r'\s+', ' ', value.strip())))
        collect(json.loads(shown))
        return [line for line in lines if line]

    def outline(self, path):
        """A plan as its running text, with labels."""
        shown = self.run('show', path, '--format=text').stdout.decode()
        return '\n'.join('\t'.join(cell.strip() for cell in line.split('\t')) for line in shown.split('\n'))


def write(name, data):
    """A file in the folder of the test."""
    path = pathlib.Path(name)
    path.write_bytes(data)
    return path


def report():
    """The entries of the report of the last import."""
    return json.loads(pathlib.Path('report.json').read_text(encoding='utf-8'))
