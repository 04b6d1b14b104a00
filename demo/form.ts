// Your back end signs in and gives the header; the page holds no password.
const session = document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session'];
session.authorization = () => fetch('/control/authorization').then((answer) => answer.json() as Promise<string>);
