import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEngines, startApplication, type TestApplication } from '../application.js';
import { annId, organization, someUuid } from './organization.js';

describeOnEngines('participants of trainings over REST', describe, (engine) => {
  let app: TestApplication;
  beforeAll(async () => {
    app = await startApplication({ engine, organization });
    await ask('POST', '/trainings', { ref: 'solo', title: 'Solo' });
  });
  afterAll(() => app.close());

  const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object, as = 'admin') =>
    app.rest(as, method, `/v1${path}`, body);
  const add = (training: string, body: object, as = 'admin') =>
    ask('POST', `/trainings/ref:${training}/participants`, body, as);
  const remove = (training: string, body: object, as = 'admin') =>
    ask('POST', `/trainings/ref:${training}/participants/remove`, body, as);
  const there = async (training: string, query = '', as = 'admin'): Promise<string[]> =>
    (
      await ask('GET', `/trainings/ref:${training}/participants?limit=1000${query}`, undefined, as)
    ).json.items.map((one: { userRef: string; role: string }) => `${one.userRef} ${one.role}`);
  const outcomes = (answer: { json: { outcomes: { outcome: string; userRef?: string }[] } }) =>
    answer.json.outcomes.map(({ outcome, userRef }) => `${outcome} ${userRef}`);

  test('users are added once, however often and by whatever name they are named', async () => {
    const first = await add('solo', {
      userRefs: ['ann', 'bob', 'ann', annId.toUpperCase()],
      mode: 'partial',
    });
    expect(first.status).toBe(201);
    expect(first.json.summary).toEqual({ added: 2, alreadyAdded: 0, failed: 1 });
    const again = await add('solo', { userIds: [annId, 'bob', 'ann'] });
    expect([again.status, again.json.summary, outcomes(again)]).toEqual([
      200,
      { added: 0, alreadyAdded: 2, failed: 0 },
      ['already_added ann', 'already_added bob'],
    ]);
    expect(await there('solo')).toEqual(['ann participant', 'bob participant']);
  });

  test('one person may be several things in one training, and each ends by itself', async () => {
    for (const role of ['trainer', 'mentor']) await add('solo', { userRefs: ['ann'], role });
    expect(await there('solo')).toEqual(['ann participant', 'ann trainer', 'ann mentor', 'bob participant']);
    expect(outcomes(await remove('solo', { userRefs: ['ann', 'bob'], role: 'mentor' }))).toEqual([
      'removed ann',
      'already_removed bob',
    ]);
    expect(await there('solo')).toEqual(['ann participant', 'ann trainer', 'bob participant']);
    expect(await there('solo', '&status=ended')).toEqual(['ann mentor']);
  });

  test('one unknown name refuses everybody unless asked otherwise, and is named', async () => {
    const refused = await add('solo', { userRefs: ['cas', 'nobody'] });
    expect([refused.status, refused.json.code, refused.json.violations[0].path]).toEqual([
      400,
      'invalid',
      '/userRefs/1',
    ]);
    const partial = await add('solo', { userRefs: ['cas', 'nobody'], mode: 'partial' });
    expect(outcomes(partial)).toEqual(['failed nobody', 'added cas']);
    await remove('solo', { userRefs: ['cas'] });
  });

  test('both or neither of id and ref is refused with its place', async () => {
    for (const body of [{}, { userIds: [annId], userRefs: ['bob'] }]) {
      const { status, json } = await add('solo', body);
      expect([status, json.code]).toEqual([400, 'invalid']);
    }
    expect((await add('solo', { userRefs: ['x', someUuid], dryRun: true })).json.code).toBe('invalid');
    const many = Array.from({ length: 10_001 }, (_, place) => `r${place}`);
    expect((await add('solo', { userRefs: many })).json.code).toBe('too_large');
  });

  test('a department administrator adds and removes only people of theirs', async () => {
    const { status, json } = await add('solo', { userRefs: ['dora'] }, 'nl-admin');
    expect([status, json.violations[0].rule]).toEqual([403, 'out_of_reach']);
    expect((await add('solo', { userRefs: ['nobody'] }, 'nl-admin')).json.detail).toBe(json.detail);
    expect((await add('solo', { userRefs: ['cas'] }, 'nl-admin')).status).toBe(201);
    expect((await add('solo', { userRefs: ['cas'] }, 'cas')).status).toBe(403);
    await remove('solo', { userRefs: ['cas'] }, 'nl-admin');
  });

  test('an archived training takes nobody, and lets go of who is in it', async () => {
    await ask('POST', '/trainings', { ref: 'gone', title: 'Gone' });
    await add('gone', { userRefs: ['ann'] });
    await ask('PATCH', '/trainings/ref:gone', { archived: true });
    expect((await add('gone', { userRefs: ['bob'] })).json.code).toBe('conflict');
    expect((await remove('gone', { userRefs: ['ann'] })).json.summary.removed).toBe(1);
  });

  test('a dry run says what would happen and changes nothing', async () => {
    const { status, json } = await add('solo', { userRefs: ['dora', 'ann'], dryRun: true });
    expect([status, json.summary]).toEqual([200, { added: 1, alreadyAdded: 1, failed: 0 }]);
    expect(json.outcomes[0]).toMatchObject({ outcome: 'added', enrollmentId: null });
    expect(await there('solo')).not.toContain('dora participant');
  });

  describe('members of a linked group', () => {
    beforeAll(async () => {
      await ask('POST', '/trainings', { ref: 'linked', title: 'Linked' });
      await ask('POST', '/groups', { ref: 'team', name: 'Team', userRefs: ['ann', 'bob'] });
    });

    test('take part as long as they belong to it', async () => {
      const { status, json } = await ask('POST', '/trainings/ref:linked/groups', { groupRefs: ['team'] });
      expect([status, json.summary]).toEqual([201, { linked: 1, alreadyLinked: 0, begun: 2 }]);
      expect(
        (await ask('POST', '/trainings/ref:linked/groups', { groupRefs: ['team'] })).json.summary,
      ).toEqual({
        linked: 0,
        alreadyLinked: 1,
        begun: 0,
      });
      expect(await there('linked')).toEqual(['ann participant', 'bob participant']);
      await ask('POST', '/groups/ref:team/members/add', { userRefs: ['cas'] });
      await ask('POST', '/groups/ref:team/members/remove', { userRefs: ['bob'] });
      expect(await there('linked')).toEqual(['ann participant', 'cas participant']);
    });

    test('stay when their direct grant is removed, and are told why', async () => {
      await add('linked', { userRefs: ['ann'] });
      const { json } = await remove('linked', { userRefs: ['ann', 'dora'] });
      expect(json.summary).toEqual({ removed: 0, alreadyRemoved: 1, linked: 1, failed: 0 });
      expect(json.outcomes[0]).toMatchObject({
        outcome: 'linked',
        directEnded: true,
        linkedVia: [{ kind: 'unit', ref: 'team', name: 'Team' }],
      });
      expect(await there('linked')).toContain('ann participant');
    });

    test('leave the training with the group, but for who is there directly', async () => {
      await add('linked', { userRefs: ['cas'] });
      await ask('DELETE', '/groups/ref:team');
      expect(await there('linked')).toEqual(['cas participant']);
    });

    test('follow the rule of a SMART group, and return when the link does', async () => {
      await ask('POST', '/groups', {
        ref: 'smart',
        name: 'Smart',
        rule: { criterion: 'department', departmentId: 'nl', below: true },
      });
      await ask('POST', '/trainings/ref:linked/groups', { groupRefs: ['smart'] });
      expect(await there('linked')).toEqual(
        expect.arrayContaining(['ann participant', 'bob participant', 'cas participant']),
      );
      await ask('PATCH', '/users/ref:bob', { departmentRef: 'de' });
      expect(await there('linked')).not.toContain('bob participant');
      await ask('PATCH', '/users/ref:bob', { departmentRef: 'nl-a' });
      expect(await there('linked')).toContain('bob participant');
      const { json } = await ask('POST', '/trainings/ref:linked/groups/remove', { groupRefs: ['smart'] });
      expect(json.summary).toMatchObject({ unlinked: 1, notLinked: 0 });
      expect(await there('linked')).toEqual(['cas participant']);
    });

    test('show their whole history when the enrollment is explained', async () => {
      const { json } = await ask('GET', '/trainings/ref:linked/participants?status=any');
      const ann = json.items.find((one: { userRef: string }) => one.userRef === 'ann');
      const explained = (await ask('GET', `/enrollments/${ann.enrollmentId}/explanation`)).json;
      expect(explained.enrollment).toMatchObject({
        kind: 'training',
        role: 'participant',
        courseRef: 'linked',
      });
      expect(explained.grants.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
        'direct',
        'unit',
        'unit',
      ]);
      expect((await ask('GET', `/enrollments/${ann.enrollmentId}`)).status).toBe(404);
    });
  });

  test('participations of several trainings come with totals, so many of each', async () => {
    const { json } = await ask('GET', '/participations?trainingRef=solo&trainingRef=linked&perTraining=1');
    expect(json.items).toHaveLength(2);
    expect(json.totals.map(({ total }: { total: number }) => total)).toEqual([3, 1]);
  });

  test('trainings are found by who is in them, and learners see theirs', async () => {
    const { json } = await ask('GET', '/trainings?userRef=ann&userRole=trainer&withTotal=true');
    expect([json.total, json.items.map(({ ref }: { ref: string }) => ref)]).toEqual([1, ['solo']]);
    expect((await ask('GET', '/trainings/ref:solo', undefined, 'bob')).status).toBe(200);
    expect((await ask('GET', '/trainings/ref:solo', undefined, 'dora')).status).toBe(404);
    expect(await there('solo', '', 'bob')).toEqual(['bob participant']);
    expect(await there('solo', '', 'ann')).toEqual(['ann participant', 'ann trainer', 'bob participant']);
  });

  test('a training opens and closes by its dates, which change no version by time', async () => {
    const { json: made } = await ask('POST', '/trainings', {
      title: 'Dated',
      ref: 'dated',
      accessibleFrom: '2020-01-01',
      accessibleUntil: '2020-12-31',
    });
    expect(made).toMatchObject({
      accessible: false,
      accessibleFrom: '2020-01-01T00:00:00+01:00',
      accessibleUntil: '2020-12-31T23:59:59+01:00',
    });
    await add('dated', { userRefs: ['ann'] });
    const start = async () =>
      (await ask('GET', '/trainings/ref:dated/participants')).json.items[0].mayStart as boolean;
    expect(await start()).toBe(false);
    const { status, json } = await ask('PATCH', '/trainings/ref:dated', { accessibleUntil: '2019-12-31' });
    expect([status, json.violations[0].path]).toEqual([400, '/accessibleUntil']);
    await ask('PATCH', '/trainings/ref:dated', { accessibleUntil: null });
    expect(await start()).toBe(true);
  });

  test('progress is reported idempotently, for trainings and courses, and shown', async () => {
    await ask('POST', '/enrollments', {
      courseRefs: ['plain'],
      learnerRefs: ['ann'],
      dueDateType: 'unlimited',
    });
    const entries = [
      { userRef: 'ann', trainingRef: 'solo', progress: 40 },
      { userEmail: 'ann@example.org', courseRef: 'plain', progress: 100, completedAt: '2026-01-02 10:00' },
    ];
    const report = (body: object) => ask('POST', '/progress', body);
    expect((await report({ entries })).json.summary).toEqual({ reported: 2, unchanged: 0, failed: 0 });
    expect((await report({ entries })).json.summary).toEqual({ reported: 0, unchanged: 2, failed: 0 });
    const { json } = await ask('GET', '/participations?trainingRef=solo&userRef=ann&role=participant');
    expect(json.items[0]).toMatchObject({ progress: 40, completedAt: null });
    expect((await ask('GET', '/learner-results?userRef=ann')).json.items[0]).toMatchObject({
      status: 'completed',
      progress: 100,
      completedAt: '2026-01-02T10:00:00+01:00',
    });
    const refused = await report({ entries: [{ userRef: 'dora', trainingRef: 'solo', progress: 1 }] });
    expect([refused.status, refused.json.violations[0].path]).toEqual([409, '/entries/0']);
    const early = await report({ entries: [{ ...entries[1], progress: 99 }] });
    expect([early.status, early.json.violations[0].path]).toEqual([400, '/entries/0/completedAt']);
  });

  test('whoever is added is told once, unless nobody is to be told', async () => {
    await add('solo', { userRefs: ['dora'], sendInvites: false });
    const told = async (who: string) =>
      (await ask('GET', `/messages?userRef=${who}`)).json.items.map(({ kind }: { kind: string }) => kind);
    expect(await told('dora')).toEqual([]);
    await add('dated', { userRefs: ['dora'] });
    await add('dated', { userRefs: ['dora'] });
    expect(await told('dora')).toEqual(['training_invitation']);
    expect((await ask('GET', '/messages', undefined, 'nl-admin')).status).toBe(403);
  });

  test('a deleted user is in nothing any more', async () => {
    await ask('DELETE', '/users/ref:dora');
    expect((await there('solo')).filter((one) => one.startsWith('dora'))).toEqual([]);
  });
});
