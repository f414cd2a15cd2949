import { render } from 'ink-testing-library';
import { describe, expect, it } from 'vitest';
import { RunProgress } from '../../src/ui/RunProgress.tsx';

const props = { done: 30, total: 120, failed: 0, line: '30/120', failures: [], columns: 80 };

describe('the progress of a run', () => {
  it('fills its bar by the share that is done', () => {
    const { lastFrame } = render(<RunProgress {...props} />);
    const frame = lastFrame() ?? '';
    expect(frame).toContain('25%');
    expect(frame.match(/█/g)).toHaveLength(10);
    expect(frame.match(/░/g)).toHaveLength(30);
    expect(frame).toContain('30/120');
  });

  it('marks what failed with a sign, not with colour alone', () => {
    const { lastFrame } = render(
      <RunProgress {...props} failed={1} failures={['haggle-floor/haggler/en/1  54']} />,
    );
    expect(lastFrame()).toContain('✗ haggle-floor/haggler/en/1  54');
  });

  it('keeps to a narrow terminal, and says that nothing to do is all done', () => {
    const narrow = render(<RunProgress {...props} columns={24} />).lastFrame() ?? '';
    expect(narrow.match(/[█░]/g)).toHaveLength(14);
    expect(render(<RunProgress {...props} done={0} total={0} />).lastFrame()).toContain('100%');
  });
});
