// The line to the server: events come in order; after a break the whole table is told anew.
const PAUSES = [300, 1000, 2000, 4000];

export class Line {
  constructor(onEvent, onLost) {
    this.onEvent = onEvent;
    this.onLost = onLost;
    this.failures = 0;
    this.open();
  }

  open() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.socket = new WebSocket(`${scheme}://${location.host}/live`);
    this.socket.onmessage = (message) => {
      this.failures = 0;
      this.onEvent(JSON.parse(message.data));
    };
    this.socket.onclose = () => {
      this.onLost();
      setTimeout(() => this.open(), PAUSES[Math.min(this.failures++, PAUSES.length - 1)]);
    };
  }

  // False when there is no line; nothing is kept to be sent later.
  does(act) {
    if (this.socket.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(act));
    return true;
  }
}
