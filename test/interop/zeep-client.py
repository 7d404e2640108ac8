"""A client of python3-zeep, made from nothing but the WSDL: prints what it met as JSON."""

import json
import sys

import requests
import zeep
from zeep.transports import Transport

settings = json.loads(sys.argv[1])
session = requests.Session()
session.trust_env = False
client = zeep.Client(settings["wsdl"], transport=Transport(session=session))
service = client.bind("EnrollmentService", settings["port"])
credentials = settings["credentials"]
learners = settings["learners"]


def refusal(call):
    """The fault of a call: its text, and what the WSDL says that its detail holds."""
    try:
        call()
    except zeep.exceptions.Fault as fault:
        told = fault.detail[0]
        detail = client.wsdl.types.deserialize(told)
        violations = detail.violations.violation if detail.violations else []
        return {
            "text": fault.message,
            "code": detail.code,
            "violations": [{"path": v.path or "", "rule": v.rule} for v in violations],
            "requestId": detail.requestId,
        }
    return "no fault"


def pages():
    sizes, token = [], None
    while True:
        page = service.ListEnrollments(
            credentials=credentials, courseIds={"id": ["safety"]}, pageSize="1", pageToken=token
        )
        sizes.append(len(page.enrollment))
        token = page.nextPageToken
        if token is None:
            return sizes


met = {}
met["enrolled"] = service.EnrollLearnersInCourses(
    credentials=credentials,
    courseIds={"id": ["safety"]},
    learnerIds={"id": learners},
    dueDateType="unlimited",
)
listed = service.GetEnrollments(credentials=credentials, learnerIds={"id": learners})
met["found"] = len(listed)
met["pages"] = pages()
enrollment_id = listed[0].enrollmentId
met["changed"] = service.ChangeEnrollment(
    credentials=credentials,
    enrollmentId=enrollment_id,
    accessDate="2026-12-01 10:30:00",
    dueDateType="due_date",
    dueDate="2027-01-31",
    lockAfterDueDate=True,
)
enrollment = service.GetEnrollment(credentials=credentials, enrollmentId=enrollment_id)
met["dueDate"] = enrollment.dueDate
met["locked"] = enrollment.shouldLockAfterDueDate
met["unenrolled"] = service.Unenroll(credentials=credentials, enrollmentId=enrollment_id)
met["unknownLearner"] = refusal(
    lambda: service.EnrollLearnersInCourses(
        credentials=credentials,
        courseIds={"id": ["safety"]},
        learnerIds={"id": ["nobody"]},
        dueDateType="unlimited",
    )
)
met["ended"] = refusal(lambda: service.GetEnrollment(credentials=credentials, enrollmentId=enrollment_id))
met["nobody"] = refusal(lambda: service.GetEnrollments(credentials={"token": "wrong"}))
print(json.dumps(met))
