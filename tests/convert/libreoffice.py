#!/usr/bin/python3
"""LibreOffice as a judge of our documents, by hand: random plans with tracked edits go out as .docx; what LibreOffice
shows after "accept all" and "reject all" is compared with what it shows of our own final and original plan.
Usage: tests/convert/libreoffice.py [BUILD_FOLDER [PLANS [EDITS [SEED]]]]
Needs libreoffice-writer and python3-uno; says so and does nothing where they are missing."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

try:
    import uno
    from com.sun.star.beans import PropertyValue
except ImportError:
    uno = None

TOP = pathlib.Path(__file__).resolve().parents[2]
PIPE = f'banthao{os.getpid()}'


def start_office(work):
    """LibreOffice with a profile of its own, listening on a pipe."""
    office = subprocess.Popen(['soffice', f'-env:UserInstallation=file://{work}/office', '--headless', '--norestore',
                               f'--accept=pipe,name={PIPE};urp;'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    resolver = uno.getComponentContext().ServiceManager.createInstance('com.sun.star.bridge.UnoUrlResolver')
    for _ in range(120):
        try:
            return office, resolver.resolve(f'uno:pipe,name={PIPE};urp;StarOffice.ComponentContext')
        except Exception:  # no bridge yet: LibreOffice is still starting
            time.sleep(0.5)
    sys.exit('LibreOffice did not start')


def stop_office(office, context):
    """Ends what start_office() began."""
    try:
        context.ServiceManager.createInstanceWithContext('com.sun.star.frame.Desktop', context).terminate()
    except Exception:  # it answers by going
        pass
    office.wait(30)


def lines_of(text):
    """The paragraphs of a text in their order, those of tables cell by cell."""
    items = text.createEnumeration()
    while items.hasMoreElements():
        item = items.nextElement()
        if item.supportsService('com.sun.star.text.TextTable'):
            for name in item.getCellNames():
                yield from lines_of(item.getCellByName(name))
        else:
            yield item.getString()


def show(context, path, command=None):
    """What LibreOffice has of a document, after a command on all of its changes."""
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext('com.sun.star.frame.Desktop', context)
    hidden = PropertyValue()
    hidden.Name, hidden.Value = 'Hidden', True
    document = desktop.loadComponentFromURL(path.as_uri(), '_blank', 0, (hidden,))
    if command:
        dispatcher = manager.createInstanceWithContext('com.sun.star.frame.DispatchHelper', context)
        dispatcher.executeDispatch(document.getCurrentController().getFrame(), command, '', 0, ())
    # A joiner of nothing stands in empty cells of rows that come or go.
    lines = [line.replace('\u200d', '').strip() for line in lines_of(document.getText())]
    document.close(True)
    return [line for line in lines if line]


def judge(context, cli, plan):
    """The first lines that differ when all is accepted, and when all is rejected."""
    run = lambda out, view: subprocess.run([cli, 'export', plan, '-o', out, f'--view={view}'], check=True)
    marked = plan.with_suffix('.docx')
    run(marked, 'markup')
    for command, view in (('.uno:AcceptAllTrackedChanges', 'final'), ('.uno:RejectAllTrackedChanges', 'original')):
        clean = plan.with_suffix(f'.{view}.docx')
        run(clean, view)
        found, expected = show(context, marked, command), show(context, clean)
        pairs = [(f, e) for f, e in zip(found + [''] * len(expected), expected + [''] * len(found)) if f != e]
        yield view, pairs[:1]


def main():
    if uno is None or shutil.which('soffice') is None:
        print('libreoffice-writer or python3-uno is not installed: nothing to judge with')
        return 0
    build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else TOP / '_build').resolve()
    n_plans, n_edits, seed = (sys.argv[2:5] + ['40', '3', '1'][len(sys.argv[2:5]):])
    os.environ.setdefault('BANTHAO_DATADIR', str(TOP / 'data'))
    work = pathlib.Path(tempfile.mkdtemp())
    subprocess.run([build / 'tests/tools/make-reviewed', work, n_plans, n_edits, seed], check=True)
    office, context = start_office(work)
    bad = {'final': 0, 'original': 0}
    try:
        for i in range(int(n_plans)):
            for view, pairs in judge(context, build / 'src/cli/banthao-cli', work / f'{i}.kehoach'):
                if pairs:
                    bad[view] += 1
                    print(f'plan {i}, {view}:\n  LibreOffice: {pairs[0][0][:150]}\n  ours:        {pairs[0][1][:150]}')
    finally:
        stop_office(office, context)
    print(f'{n_plans} plans of {n_edits} edits, seed {seed}: accepting differs in {bad["final"]}, '
          f'rejecting in {bad["original"]}; they are in {work}')
    return 1 if any(bad.values()) else 0


if __name__ == '__main__':
    sys.exit(main())
