import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { testsOfGo } from '../../scripts/reports/go-test';
import { testsOfJUnit } from '../../scripts/reports/junit';

describe('a report of JUnit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reports-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function testsIn(...reports: string[]) {
    return testsOfJUnit(reports.map((text, index) => {
      const file = join(folder, `${index}.xml`);
      writeFileSync(file, text);
      return file;
    }));
  }

  test('of pytest tells what became of each test', () => {
    expect(testsIn(`<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" tests="4">
      <testcase classname="test_boundary" name="test_passes" time="0.1" />
      <testcase classname="test_boundary" name="test_fails[a &lt; b]" time="0.1"><failure message="assert 1 == 2">&gt; assert &quot;1&quot; == 2&#10;E assert</failure></testcase>
      <testcase classname="test_boundary" name="test_breaks" time="0.1"><error message="no fixture">where</error></testcase>
      <testcase classname="test_boundary" name="test_waits" time="0.1"><skipped type="pytest.skip" message="later">line 3: later</skipped></testcase>
    </testsuite></testsuites>`)).toEqual([
      { name: 'test_passes', status: 'passed', text: '' },
      { name: 'test_fails[a < b]', status: 'failed', text: '> assert "1" == 2\nE assert' },
      { name: 'test_breaks', status: 'failed', text: 'where' },
      { name: 'test_waits', status: 'skipped', text: 'line 3: later' },
    ]);
  });

  test('of Maven does, in several files, with what a test printed', () => {
    const [first, second] = [
      `<testsuite name="A"><properties><property name="x" value="y"/></properties>
        <testcase name="fails()" classname="A" time="0.1"><failure message="m" type="t"><![CDATA[expected: <1> & "2"]]></failure>
          <system-out><![CDATA[printed]]></system-out></testcase></testsuite>`,
      '<testsuite name="B"><testcase name="prints()" classname="B" time="0.1"><system-err>only &amp;amp;</system-err></testcase></testsuite>',
    ];
    expect(testsIn(first, second)).toEqual([
      { name: 'fails()', status: 'failed', text: 'expected: <1> & "2"\nprinted' },
      { name: 'prints()', status: 'passed', text: 'only &amp;' },
    ]);
  });

  test('tells of long failures whole', () => {
    const [{ text }] = testsIn(`<testsuite><testcase name="a"><failure>${'&lt;x&gt;&#10;'.repeat(20_000)}</failure></testcase></testsuite>`);
    expect(text.split('\n')).toHaveLength(20_000);
  });

  test('that was never written tells of no test', () => {
    expect(testsOfJUnit([join(folder, 'nowhere.xml')])).toEqual([]);
    expect(testsIn('<testsuite name="empty"/>')).toEqual([]);
  });
});

test('what "go test -json" prints tells what became of each test, beside what compilers print', () => {
  const events = [
    { Action: 'start', Package: 'p' },
    { Action: 'run', Test: 'TestOne' }, { Action: 'output', Test: 'TestOne', Output: 'one\n' },
    { Action: 'run', Test: 'TestTwo' }, { Action: 'output', Test: 'TestTwo', Output: 'two\n' },
    { Action: 'output', Test: 'TestOne', Output: 'more\n' }, { Action: 'fail', Test: 'TestOne' }, { Action: 'pass', Test: 'TestTwo' },
    { Action: 'skip', Test: 'TestThree' }, { Action: 'fail', Package: 'p' },
  ];
  expect(testsOfGo(['# compiling', ...events.map((event) => JSON.stringify(event)), ''].join('\n'))).toEqual([
    { name: 'TestOne', status: 'failed', text: 'one\nmore' },
    { name: 'TestTwo', status: 'passed', text: 'two' },
    { name: 'TestThree', status: 'skipped', text: '' },
  ]);
});
