<?php
/* A nightly synchronisation with php-soap, made from nothing but the WSDL: prints what it met as JSON. */

$settings = json_decode($argv[1], true);
$client = new SoapClient($settings['wsdl'], [
    'soap_version' => $settings['version'] === '1.2' ? SOAP_1_2 : SOAP_1_1,
    'cache_wsdl' => WSDL_CACHE_NONE,
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
    'encoding' => 'UTF-8',
]);
$suffix = $settings['suffix'];
$call = fn (string $operation, array $fields = []) =>
    $client->$operation(['credentials' => $settings['credentials']] + $fields);

$met = [];
$department = $call('AddDepartment', ['name' => "Ventas $suffix", 'code' => 'V', 'parentDepartmentId' => 'hq'])->departmentId;
$call('UpdateDepartment', ['departmentId' => $department, 'name' => "Sales $suffix"]);
$met['departments'] = array_values(array_map(
    fn ($one) => $one->name,
    array_filter($call('GetDepartments')->department, fn ($one) => $one->departmentId === $department),
));

$users = [];
foreach (['ana', 'bo'] as $login) {
    $users[] = $call('AddUser', [
        'login' => $login . $suffix,
        'email' => "$login$suffix@sync.example",
        'departmentId' => $department,
        'role' => 'learner',
        'fields' => ['field' => [['name' => 'FIRST_NAME', 'value' => $login]]],
    ])->userId;
}
$call('UpdateUserProfile', [
    'userId' => $users[0],
    'fields' => ['field' => [['name' => 'LAST_NAME', 'value' => 'Žižek']]],
]);
$profile = $call('GetUserProfile', ['userId' => $users[0]])->userProfile;
foreach ($profile->fields->field as $field) {
    if (!in_array($field->name, ['LOGIN', 'EMAIL'])) {
        $met['profile'][$field->name] = $field->value;
    }
}
$met['role'] = $profile->role;
$met['existing'] = count($call('FindExistingUsers', ['userIds' => ['id' => [...$users, 'nobody']]])->userIds->id);

$group = $call('AddGroup', ['name' => "Night shift $suffix", 'userIds' => ['id' => [$users[0]]]])->groupId;
$call('UpdateGroupMembers', ['groupId' => $group, 'userIds' => ['id' => $users]]);
$call('UpdateGroup', ['groupId' => $group, 'name' => "Day shift $suffix"]);
$met['group'] = array_values(array_map(
    fn ($one) => $one->name,
    array_filter($call('GetGroups')->group, fn ($one) => $one->groupId === $group),
));
$met['members'] = count($call('GetUsers', ['groupId' => $group])->userProfile);
$met['ofDepartment'] = count($call('GetUsers', ['departmentId' => $department])->userProfile);

$met['enrolled'] = $call('EnrollLearnersInCourses', [
    'courseIds' => ['id' => ['safety']],
    'learnerIds' => ['id' => $users],
    'dueDateType' => 'due_period',
    'duePeriod' => 720,
])->success;
$enrollments = fn (array $learners) =>
    $call('GetEnrollments', ['learnerIds' => ['id' => $learners]])->enrollment ?? [];
$met['enrollments'] = count($enrollments($users));
$outcomes = $call('EnrollLearnersInCoursesWithOutcomes', [
    'courseIds' => ['id' => ['safety']],
    'learnerIds' => ['id' => [...$users, 'nobody']],
    'dueDateType' => 'unlimited',
    'mode' => 'partial',
]);
$met['outcomes'] = (array) $outcomes->summary;
$failed = array_filter($outcomes->outcomes->outcome, fn ($one) => $one->result === 'failed');
$met['failed'] = array_map(fn ($one) => $one->path, array_values($failed));
$enrollment = $enrollments([$users[0]])[0]->enrollmentId;
$met['because'] = array_map(
    fn ($grant) => $grant->givenBecause,
    $call('ExplainEnrollment', ['enrollmentId' => $enrollment])->grant,
);

$met['unenrolled'] = $call('UnenrollLearnersFromCourses', [
    'courseIds' => ['id' => ['safety']],
    'learnerIds' => ['id' => [$users[1]]],
])->summary->unenrolled;
$call('Unenroll', ['enrollmentId' => $enrollment]);
$met['left'] = count($enrollments($users));
$met['status'] = $call('ChangeUserStatus', ['userId' => $users[1], 'status' => '3'])->success;
$met['deleted'] = $call('DeleteUser', ['userId' => $users[1]])->success;
try {
    $call('GetUserProfile', ['userId' => $users[1]]);
} catch (SoapFault $fault) {
    $met['gone'] = $fault->getMessage();
}
echo json_encode($met);
