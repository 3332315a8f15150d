export const zh = {
  title: '回访', due: '待回访', replied: '可提前回访', done: '已回访', next: '下一个电话', empty: '没有要回访的工单', emptySay: '到期或双反馈完成的工单会出现在这里。', callBy: '最晚 {time}', nth: '第 {n} 次回访', attempts: '已打 {n} 次', lastAttempt: '上次：{what}，{time}', notOnFile: '没有联系方式',
  script: '您好，这里是北京市 12345 市民服务热线，就您反映的“{title}”做回访，大约占用您一分钟。', scriptNo: '您好，这里是北京市 12345 市民服务热线，就您此前的诉求做回访，大约占用您一分钟。',
  q1: '{unit}是否与您联系过？', q2: '您反映的问题是否解决？', q3: '您对办理结果是否满意？', q4: '您对办理过程和工作人员态度是否满意？（可不问）', yes: '是', no: '否', resolved: '已解决', partly: '部分解决', unresolved: '未解决',
  reasons: '原因或原话', reports: '诉求人反映', report: { PRESSURE: '要求改口、撤诉', RUDENESS: '态度粗暴', RETALIATION: '打击报复' }, reportWords: '诉求人的原话', reportNote: '承办单位看不到此项。',
  save: '保存回访', notReached: '没有接通', outcome: { NO_ANSWER: '无人接听', REFUSED: '拒绝回访', WRONG_NUMBER: '号码有误' }, survey: '改发短信问卷', surveySent: '问卷链接已生成，由短信网关发送', surveyText: '【12345】您反映的诉求（{no}）已由{unit}办理，请点击链接回答三个问题，三天内有效，只能回答一次。',
  what: { save: '回访', notReached: '未接通', survey: '短信问卷' }, ticket: '工单', unitSaid: '承办单位的说法', claimantSaid: '上次回访', answeredSoFar: '请回答全部三个问题', reason: '回访诉求人', history: '办理经过', skip: '先跳过', hint: '1、2、3 选答案，Ctrl + Enter 保存', round: '第 {n} 轮办理', unit: '承办单位', words: '诉求内容',
  saved: '{no} 的回访已记录', chooseReport: '无', channel: '回访方式', list: '回访名单',
}
export const en: typeof zh = {
  title: 'Callbacks', due: 'To be called', replied: 'May be called already', done: 'Called', next: 'Next call', empty: 'Nobody to call', emptySay: 'Tickets whose limit has expired, or that have both feedbacks, appear here.', callBy: 'by {time}', nth: 'Callback {n}', attempts: '{n} attempts', lastAttempt: 'last: {what}, {time}', notOnFile: 'No contact on file',
  script: 'Good day, this is the Beijing 12345 hotline about your request “{title}”. It takes a minute.', scriptNo: 'Good day, this is the Beijing 12345 hotline about your request. It takes a minute.',
  q1: 'Did {unit} contact you?', q2: 'Was what you reported resolved?', q3: 'Are you satisfied with the result?', q4: 'And with how you were treated? (may be left out)', yes: 'Yes', no: 'No', resolved: 'Resolved', partly: 'In part', unresolved: 'Not resolved',
  reasons: 'Why, in the claimant\'s words', reports: 'The claimant reports', report: { PRESSURE: 'Pressed to change or withdraw', RUDENESS: 'Rudeness', RETALIATION: 'Retaliation' }, reportWords: 'In the claimant\'s words', reportNote: 'The unit does not see this.',
  save: 'Save callback', notReached: 'Not reached', outcome: { NO_ANSWER: 'No answer', REFUSED: 'Refused', WRONG_NUMBER: 'Wrong number' }, survey: 'Send a survey instead', surveySent: 'The link is made; the SMS gateway sends it', surveyText: '[12345] Your request ({no}) was handled by {unit}. Please answer three questions by this link within three days; it answers once.',
  what: { save: 'Callback', notReached: 'Not reached', survey: 'Survey' }, ticket: 'Ticket', unitSaid: 'What the unit says', claimantSaid: 'Last callback', answeredSoFar: 'All three questions have to be answered', reason: 'To call the claimant back', history: 'What happened', skip: 'Skip for now', hint: '1, 2, 3 answer; Ctrl + Enter saves', round: 'Round {n}', unit: 'Unit', words: 'Request',
  saved: 'The callback about {no} is on record', chooseReport: 'none', channel: 'By', list: 'Who to call',
}
