import { App, Chart, Cron, Duration } from 'cdk8s';
import { CronJob, CronJobProps, DaemonSet, DeploymentStrategy, Job, PercentOrAbsolute, StatefulSetUpdateStrategy } from '../../../src';

const chart = () => new Chart(new App(), 'shop');
const daily = { schedule: Cron.daily() };

describe('what jobs are given', () => {
  test.each<[string, object | undefined, string]>([
    ['nothing', undefined, '"props" is not given, but is required. Give an object such as { schedule: Cron.daily() }.'],
    ['no schedule', {}, '"schedule" is not given, but is required. Give a Cron of cdk8s, such as Cron.daily().'],
    ['a schedule as text', { schedule: '@daily' }, '"schedule" is "@daily", but must be a Cron of cdk8s, such as Cron.daily().'],
    ['a start within five seconds', { ...daily, startingDeadline: Duration.seconds(5) }, '"startingDeadline" is 5 seconds, but must be a whole number of seconds, of at least 10.'],
    ['an unknown policy', { ...daily, concurrencyPolicy: 'never' }, '"concurrencyPolicy" is "never", but must be one of "Allow", "Forbid", "Replace".'],
    ['fewer than no jobs to keep', { ...daily, failedJobsRetained: -1 }, '"failedJobsRetained" is -1, but must be a whole number of at least 0.'],
    ['two ways to delete', { ...daily, failedJobsRetained: 1, ttlAfterFinished: Duration.hours(1) }, 'both "ttlAfterFinished" and a number of jobs to keep are given'],
    ['a suspension as text', { ...daily, suspend: 'no' }, '"suspend" is "no", but must be true or false.'],
    ['tries as text', { ...daily, backoffLimit: '3' }, '"backoffLimit" is "3", but must be a whole number of at least 0.'],
  ])('a cron job refuses %s', (_, props, error) => {
    expect(() => new CronJob(chart(), 'Report', props as CronJobProps)).toThrow(`shop/Report: ${error}`);
  });

  test('a cron job with a name that is too long for its jobs is an error of the synthesis', () => {
    const app = new App();
    new CronJob(new Chart(app, 'shop'), 'Report', { ...daily, containers: [{ image: 'x' }], metadata: { name: 'a'.repeat(53) } });
    expect(() => app.synthYaml()).toThrow(`[shop/Report] the name "${'a'.repeat(53)}" has 53 characters, but a CronJob can have 52 at most. Give a shorter "metadata.name".`);
  });

  test('a job refuses a deadline as a number', () => {
    expect(() => new Job(chart(), 'Job', { activeDeadline: 5 as unknown as Duration })).toThrow('shop/Job: "activeDeadline" is 5, but must be a Duration of cdk8s');
  });

  test('a daemon set refuses seconds below zero', () => {
    expect(() => new DaemonSet(chart(), 'Agent', { minReadySeconds: -1 })).toThrow('shop/Agent: "minReadySeconds" is -1, but must be a whole number of at least 0.');
  });
});

describe('how pods are replaced', () => {
  const zero = PercentOrAbsolute.percent(0);

  test('must replace some', () => {
    expect(() => DeploymentStrategy.rollingUpdate({ maxSurge: PercentOrAbsolute.absolute(0), maxUnavailable: zero }))
      .toThrow('DeploymentStrategy.rollingUpdate: both "maxSurge" and "maxUnavailable" are zero, so that no pod could ever be replaced.');
  });

  test('cannot make more than all unavailable', () => {
    expect(() => DeploymentStrategy.rollingUpdate({ maxUnavailable: PercentOrAbsolute.percent(101) })).toThrow('"maxUnavailable" is "101%", but must be at most 100%.');
  });

  test.each<[string, () => unknown]>([
    ['a part below zero', () => PercentOrAbsolute.percent(-1)],
    ['half a pod', () => PercentOrAbsolute.absolute(0.5)],
    ['a number as text', () => PercentOrAbsolute.absolute('1' as unknown as number)],
    ['a strategy of numbers', () => DeploymentStrategy.rollingUpdate({ maxSurge: 1 as unknown as PercentOrAbsolute })],
    ['a partition below zero', () => StatefulSetUpdateStrategy.rollingUpdate({ partition: -1 })],
  ])('refuses %s', (_, make) => {
    expect(make).toThrow(/, but must be /);
  });
});
