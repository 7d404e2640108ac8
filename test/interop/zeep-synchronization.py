"""A nightly synchronisation with zeep, made from nothing but the WSDL: prints what it met as JSON."""

import json
import sys

import requests
from zeep import Client
from zeep.exceptions import Fault
from zeep.transports import Transport

settings = json.loads(sys.argv[1])
session = requests.Session()
session.trust_env = False
client = Client(settings["wsdl"], transport=Transport(session=session))
service = client.bind("EnrollmentService", settings["port"])
credentials = settings["credentials"]
suffix = settings["suffix"]
met = {}


def call(operation, **fields):
    return getattr(service, operation)(credentials=credentials, **fields)


def listed(reply):
    """A list of one element may come as the list itself, or inside its wrapper."""
    return reply or []


department = call("AddDepartment", name="Ventas " + suffix, code="V", parentDepartmentId="hq")
call("UpdateDepartment", departmentId=department, name="Sales " + suffix)
met["departments"] = [
    one["name"] for one in listed(call("GetDepartments")) if one["departmentId"] == department
]

users = []
for login in ["ana", "bo"]:
    users.append(
        call(
            "AddUser",
            login=login + suffix,
            email=login + suffix + "@sync.example",
            departmentId=department,
            role="learner",
            fields={"field": [{"name": "FIRST_NAME", "value": login}]},
        )
    )
call("UpdateUserProfile", userId=users[0], fields={"field": [{"name": "LAST_NAME", "value": "Žižek"}]})
profile = call("GetUserProfile", userId=users[0])
met["profile"] = {one["name"]: one["value"] for one in profile["fields"]["field"]}
met["profile"].pop("LOGIN"), met["profile"].pop("EMAIL")
met["role"] = profile["role"]
met["existing"] = len(call("FindExistingUsers", userIds={"id": users + ["nobody"]}))

group = call("AddGroup", name="Night shift " + suffix, userIds={"id": users[:1]})
call("UpdateGroupMembers", groupId=group, userIds={"id": users})
call("UpdateGroup", groupId=group, name="Day shift " + suffix)
met["group"] = [one["name"] for one in listed(call("GetGroups")) if one["groupId"] == group]
met["members"] = len(call("GetUsers", groupId=group))
met["ofDepartment"] = len(call("GetUsers", departmentId=department))

met["enrolled"] = call(
    "EnrollLearnersInCourses",
    courseIds={"id": ["safety"]},
    learnerIds={"id": users},
    dueDateType="due_period",
    duePeriod=720,
)
met["enrollments"] = len(call("GetEnrollments", learnerIds={"id": users}))
outcomes = call(
    "EnrollLearnersInCoursesWithOutcomes",
    courseIds={"id": ["safety"]},
    learnerIds={"id": users + ["nobody"]},
    dueDateType="unlimited",
    mode="partial",
)
met["outcomes"] = {name: outcomes["summary"][name] for name in ["enrolled", "alreadyEnrolled", "failed"]}
met["failed"] = [one["path"] for one in outcomes["outcomes"]["outcome"] if one["result"] == "failed"]
enrollment = call("GetEnrollments", learnerIds={"id": users[:1]})[0]["enrollmentId"]
met["because"] = [one["givenBecause"] for one in call("ExplainEnrollment", enrollmentId=enrollment)["grant"]]

ended = call("UnenrollLearnersFromCourses", courseIds={"id": ["safety"]}, learnerIds={"id": users[1:]})
met["unenrolled"] = ended["summary"]["unenrolled"]
call("Unenroll", enrollmentId=enrollment)
met["left"] = len(listed(call("GetEnrollments", learnerIds={"id": users})))
met["status"] = call("ChangeUserStatus", userId=users[1], status="3")
met["deleted"] = call("DeleteUser", userId=users[1])
try:
    call("GetUserProfile", userId=users[1])
except Fault as fault:
    met["gone"] = fault.message
print(json.dumps(met))
