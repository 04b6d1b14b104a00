// The JSON of the documents' examples, byte for byte but for the comments, a missing comma and one too many.
export const blacklist = {
  v8: '{"phone": "phone number", "campaign":"Campaign or *", "username": "user",  "company": "Customer data", "job_title": "Customer data","name": "Name"}',
  new: `{
  "phone": "12341234",
  "campaign": "Campaign",
  "username": "username",
  "company": "Company name",
  "job_title": "Developer",
  "name": "Name",
  "expire_date": "2025-01-01",
  "direction": "I/O"
}`,
};

export const filter = `{
"calldatei": "2015-12-03 00:00:00",
"calldatef": "2016-02-24 23:59:59",
"agent": "",
"campaign": "",
"source": "",
"destination": "",
"data": "",
"range": "",
"rating": "",
"mindur": "",
"exclude": "",
"type": "record"
,"cont": ""
}`;

export const guid = '7e4e7db9-f080-494e-b04b-7c8e47711558';

export const respool = `{

  "campaign": "Ventas->",
  "destination": "098344484",
  "dialerbase": "basetest",
  "status": 1,
  "data": "Par1=Val1:Par2=Val2",
  "alternatives": "098124484",
  "contact": 222,
  "retries": 0,
  "priority": 9999,
  "agentphone": "1001"
}`;
export const schedule = `{
  "calldate" : "2015-10-11 15:00:00",
  "campaign" : "Ventas->",
  "destination" : "098344484",
  "alternatives" : "099124484:099121212",
  "agentphone" : "1001",
  "data" :  "Par1=Val1:Par2=Val2"
}`;

const task = (calldate: string, campaign: string, agent: string, flags: string) => `{"calldate" : ${calldate},
"campaign" : "${campaign}",
"destination": "12-345-678",
"alternatives": "",
"agent" : "${agent}",
"data": "idcustomer=7",
"source": "source",
${flags}}`;

/** What each of the documents' tasks means, as they print it. */
export const tasks = {
  priority: task('null', 'campName<-', '', '"bulk": false,\n"automatic": true '),
  now: task('null', 'campName<-', '', '"bulk" : false,\n"automatic" : false '),
  schedule: task('"2020-01-01 00:00:00"', 'campName<-', '', '"bulk" : true,\n"automatic" : false '),
  ownedByName: task('null', 'campName->', 'Agent1', '"bulk" : true,\n"automatic" : false'),
  ownedByPhone: task('null', 'campName->', '1001', '"bulk" : true,\n"automatic" : false'),
};
/** Those of before, from the leftovers of the same page. */
export const oldTasks = {
  normal: task('null', 'campName<-', '', '"bulk": true,\n"automatic": false '),
  priority: task('null', 'campName<-', '', '"bulk" : false,\n"automatic" : true '),
  schedule: task('"2018-01-01 00:00:00"', 'campName<-', '', '"bulk" : false,\n"automatic" : false '),
  ownedByName: task('null', 'campName->', 'Agent1', '"bulk" : false,\n"automatic" : false'),
  ownedByPhone: task('null', 'campName->', '1001', '"bulk" : false,\n"automatic" : false'),
};

export const row = 'prueba1;098344484;var1=val1:var2=val2;099124484:099111111;9999;1001';
export const campaigns = [
  'Campaign or *',
  'Campaign',
  'campName<-',
  'campName->',
  'prueba1',
  'CampTest2<-',
  'Power<-',
  'test->',
  'Ventas->',
];
