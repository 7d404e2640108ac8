<?php
/* A client of php-soap, made from nothing but the WSDL: prints what it met as JSON. */

$settings = json_decode($argv[1], true);
$client = new SoapClient($settings['wsdl'], [
    'soap_version' => $settings['version'] === '1.2' ? SOAP_1_2 : SOAP_1_1,
    'cache_wsdl' => WSDL_CACHE_NONE,
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
    'compression' => $settings['compressed'] ? SOAP_COMPRESSION_ACCEPT | SOAP_COMPRESSION_GZIP | 5 : 0,
    'encoding' => 'UTF-8',
]);
$credentials = $settings['credentials'];
$learners = $settings['learners'];

/** The fault of a call: its text, and its typed detail. */
function refusal(callable $call)
{
    try {
        $call();
    } catch (SoapFault $fault) {
        $detail = $fault->detail->EnrollmentFault;
        $violations = $detail->violations->violation ?? [];
        // What is in a detail comes as it stands: a list of one is not a list.
        $violations = is_array($violations) ? $violations : [$violations];
        return [
            'text' => $fault->getMessage(),
            'code' => $detail->code,
            'violations' => array_map(fn ($one) => ['path' => $one->path, 'rule' => $one->rule], $violations),
            'requestId' => $detail->requestId,
        ];
    }
    return 'no fault';
}

function pages(SoapClient $client, array $credentials): array
{
    $sizes = [];
    $token = null;
    do {
        $asked = ['credentials' => $credentials, 'courseIds' => ['id' => ['safety']], 'pageSize' => '1'];
        if ($token !== null) {
            $asked['pageToken'] = $token;
        }
        $page = $client->ListEnrollments($asked);
        $sizes[] = count($page->enrollment);
        $token = $page->nextPageToken ?? null;
    } while ($token !== null);
    return $sizes;
}

$met = [];
$met['enrolled'] = $client->EnrollLearnersInCourses([
    'credentials' => $credentials,
    'courseIds' => ['id' => ['safety']],
    'learnerIds' => ['id' => $learners],
    'dueDateType' => 'unlimited',
])->success;
$listed = $client->GetEnrollments(['credentials' => $credentials, 'learnerIds' => ['id' => $learners]])->enrollment;
$met['found'] = count($listed);
$met['pages'] = pages($client, $credentials);
$id = $listed[0]->enrollmentId;
$met['changed'] = $client->ChangeEnrollment([
    'credentials' => $credentials,
    'enrollmentId' => $id,
    'accessDate' => '2026-12-01 10:30:00',
    'dueDateType' => 'due_date',
    'dueDate' => '2027-01-31',
    'lockAfterDueDate' => true,
])->success;
$enrollment = $client->GetEnrollment(['credentials' => $credentials, 'enrollmentId' => $id])->enrollment;
$met['dueDate'] = $enrollment->dueDate;
$met['locked'] = $enrollment->shouldLockAfterDueDate;
$met['unenrolled'] = $client->Unenroll(['credentials' => $credentials, 'enrollmentId' => $id])->success;
$met['unknownLearner'] = refusal(fn () => $client->EnrollLearnersInCourses([
    'credentials' => $credentials,
    'courseIds' => ['id' => ['safety']],
    'learnerIds' => ['id' => ['nobody']],
    'dueDateType' => 'unlimited',
]));
$met['ended'] = refusal(fn () => $client->GetEnrollment(['credentials' => $credentials, 'enrollmentId' => $id]));
$met['nobody'] = refusal(fn () => $client->GetEnrollments(['credentials' => ['token' => 'wrong']]));
echo json_encode($met);
