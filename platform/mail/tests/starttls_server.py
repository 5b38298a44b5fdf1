"""A mail server of others (aiosmtpd) on loopback, with STARTTLS when it is given a certificate.

    starttls_server.py [CERTIFICATE KEY]

Says its port in the first line; then, for each letter it takes, a line: "TLSv1.3 the subject", or "clear the subject".
"""
import asyncio
import email
import email.policy
import ssl
import sys

from aiosmtpd.smtp import SMTP


class Handler:
    async def handle_DATA(self, server, session, envelope):
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        channel = session.ssl["ssl_object"].version() if session.ssl else "clear"
        print(channel, letter["Subject"], flush=True)
        return "250 taken"


def context():
    if len(sys.argv) < 3:
        return None
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.load_cert_chain(sys.argv[1], sys.argv[2])
    return made


async def main():
    tls = context()
    loop = asyncio.get_running_loop()
    made = lambda: SMTP(Handler(), tls_context=tls, require_starttls=tls is not None, loop=loop, enable_SMTPUTF8=True)
    server = await loop.create_server(made, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
