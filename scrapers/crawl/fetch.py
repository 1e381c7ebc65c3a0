"""Ask a host for one address, politely and safely; the only importer of httpx.

What is worth asking for is decided in discover.py, and nothing is stored here: archive.py does that.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType

import httpcore
import httpx

from scrapers.clock import Clock
from scrapers.crawl.answer import judge_answer, retry_after
from scrapers.crawl.body import SUPPORTED, BodyError, decode_body
from scrapers.crawl.dial import ForbiddenAddressError, GuardedBackend, Resolve, resolve, tls_fault
from scrapers.crawl.exchange import Attempt, Exchange, Headers, Validators
from scrapers.crawl.politeness import Pace, Paces
from scrapers.crawl.robots import Rules, RulesByHost, read_rules
from scrapers.settings import Settings

ValidatorsOf = Callable[[str], Validators | None]
Conditions = dict[bytes, bytes]  # headers that make a request ask for less than the whole page
ByteRange = tuple[int, int]  # first and last byte


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a source lets itself be asked: its hosts, and the seconds between two requests."""

    hosts: frozenset[str]
    delay_seconds: float
    retry_seconds: float | None = None  # first wait before a retry; null = as the settings say


class GuardedTransport(httpx.HTTPTransport):
    """httpx's own transport on a pool that dials by our rules; proxies of the environment are not used."""

    def __init__(self, backend: GuardedBackend, context: ssl.SSLContext | None) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=context, http1=True, http2=True, network_backend=backend)


class RedialTransport(httpx.BaseTransport):
    """Takes every request to a loopback port instead, Host header and all: how the sample site is reached."""

    def __init__(self, transport: httpx.BaseTransport, port: int) -> None:
        self._transport = transport
        self._port = port

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self._port)
        return self._transport.handle_request(
            httpx.Request(
                request.method, url, headers=request.headers, stream=request.stream, extensions=request.extensions
            )
        )

    def close(self) -> None:
        self._transport.close()


class Fetcher:
    """One client, used by one thread. Paces and robots rules are shared with the other threads' fetchers."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        paces: Paces,
        rules: RulesByHost,
        loopback_port: int | None = None,
        resolver: Resolve = resolve,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._paces = paces
        self._rules = rules
        self._has_answered = False
        self._backend = GuardedBackend(clock, loopback_port, resolver)
        context = (
            httpx.create_ssl_context() if loopback_port is None else None
        )  # it takes long to load; loopback is plain
        transport: httpx.BaseTransport = GuardedTransport(self._backend, context)
        if loopback_port is not None:
            transport = RedialTransport(transport, loopback_port)
        self._client = httpx.Client(
            transport=transport,
            timeout=httpx.Timeout(settings.read_timeout_seconds, connect=settings.connect_timeout_seconds),
            headers={"User-Agent": settings.user_agent, "Accept": "*/*", "Accept-Encoding": SUPPORTED},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),  # none is kept, none is sent
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(
        self, url: str, terms: Terms, validators_of: ValidatorsOf | None = None, part: ByteRange | None = None
    ) -> list[Attempt]:
        """Every attempt it took, robots.txt, retries and redirects among them; the last one is the answer."""
        attempts: list[Attempt] = []
        seen = {url}
        while True:
            validators = validators_of(url) if validators_of else None
            attempts += self._with_robots(url, terms, _conditions(validators) if part is None else _range(part))
            last = attempts[-1]
            if last.outcome != "moved" or last.redirected_to is None:
                return attempts
            url = last.redirected_to
            if url in seen or len(seen) > self._settings.max_redirects:
                reason = f"redirect {len(seen)} of at most {self._settings.max_redirects} to {url}; a loop or a trap"
                attempts[-1] = replace(last, outcome="rejected", reason=reason)
                return attempts
            seen.add(url)

    def _with_robots(self, url: str, terms: Terms, conditions: Conditions) -> list[Attempt]:
        if refusal := _refusal(url, terms):
            return [Attempt(url, "rejected", self._clock.now(), refusal)]
        attempts, rules = self._rules_for(url, terms)
        if closed := rules.unreachable or self._impatience(url, rules):
            return [*attempts, Attempt(url, "unreachable", self._clock.now(), closed, closes_host=True)]
        if not rules.allows(url):
            reason = f"robots.txt of {httpx.URL(url).host} closes it; only web archives may be asked for it"
            return [*attempts, Attempt(url, "robots_denied", self._clock.now(), reason)]
        return attempts + self._tries(url, terms, conditions, rules.delay_seconds)

    def _impatience(self, url: str, rules: Rules) -> str | None:
        """Why a host that asks for long pauses is not crawled; null when they can be kept."""
        longest = self._settings.max_retry_after_seconds
        if rules.delay_seconds <= longest:
            return None
        return (
            f"robots.txt of {httpx.URL(url).host} asks for {rules.delay_seconds:.6g} s between two requests, "
            f"expected at most {longest:.6g} s; ask its owners, or set KLYNGEKRONER_MAX_RETRY_AFTER_SECONDS"
        )

    def _rules_for(self, url: str, terms: Terms) -> tuple[list[Attempt], Rules]:
        """The rules of the url's host, and the attempts it took to learn them (none when they are known)."""
        origin = str(httpx.URL(url).copy_with(raw_path=b"/", fragment=None, userinfo=b""))
        if known := self._rules.get(origin):
            return [], known
        attempts: list[Attempt] = []
        target: str | None = f"{origin}robots.txt"
        while target and sum(a.outcome == "moved" for a in attempts) <= self._settings.max_redirects:
            attempts += self._tries(target, terms, {}, 0)
            target = attempts[-1].redirected_to if attempts[-1].outcome == "moved" else None
        attempts = [replace(attempt, is_robots=True) for attempt in attempts]
        return attempts, self._rules.put(origin, read_rules(attempts[-1]))

    def _tries(self, url: str, terms: Terms, conditions: Conditions, robots_delay: float) -> list[Attempt]:
        """Ask until there is an answer that waiting would not better, at most ``max_attempts`` times."""
        override = self._settings.delay_override
        delay = max(terms.delay_seconds if override is None else override, robots_delay)
        first_wait = self._settings.retry_seconds if terms.retry_seconds is None else terms.retry_seconds
        pace = self._paces.of(httpx.URL(url).host)
        attempts: list[Attempt] = []
        for number in range(self._settings.max_attempts):
            with pace.turn():
                attempt, can_heal = self._ask(url, terms, conditions, pace, delay)
            attempts.append(attempt)
            if not can_heal:
                break
            wait = retry_after(attempt, self._clock.now())
            if wait is not None and wait > self._settings.max_retry_after_seconds:
                reason = f"{attempt.reason}; asks to wait {wait:.0f} s, left for the next run"
                attempts[-1] = replace(attempt, reason=reason, closes_host=True)
                break
            if number + 1 < self._settings.max_attempts or wait is not None:
                pace.wait_for(first_wait * 2**number if wait is None else wait)
        return attempts

    def _ask(self, url: str, terms: Terms, conditions: Conditions, pace: Pace, delay: float) -> tuple[Attempt, bool]:
        """One request. Also says whether asking again later may bring a better answer."""
        at = self._clock.now()
        self._has_answered = False
        self._backend.deadline = at + timedelta(seconds=self._settings.request_timeout_seconds)
        try:
            exchange = self._exchange(url, conditions, pace, delay)
        except BodyError as error:
            return Attempt(url, "unreachable" if error.can_heal else "rejected", at, str(error)), error.can_heal
        except (ForbiddenAddressError, httpx.InvalidURL) as error:
            return Attempt(url, "rejected", at, f"{error}; refused"), False
        except httpx.TransportError as error:
            if cause := tls_fault(error):
                return Attempt(url, "rejected", at, f"no safe connection: {cause}"), False
            return Attempt(url, "unreachable", at, f"{type(error).__name__}: {error or 'no answer'}"), True
        finally:
            if not self._has_answered:
                pace.answered(delay)
        judged = judge_answer(
            url,
            exchange.status,
            exchange.response_headers,
            is_conditional=bool(conditions),
            is_part=b"Range" in conditions,
        )
        reason, outcome = judged.reason, judged.outcome
        if outcome == "moved" and (refusal := _refusal(judged.redirected_to or "", terms)):
            reason, outcome = f"redirect to {refusal}", "rejected"
        return Attempt(url, outcome, at, reason, judged.redirected_to, exchange), judged.can_heal

    def _exchange(self, url: str, conditions: Conditions, pace: Pace, delay: float) -> Exchange:
        request = self._client.build_request("GET", url, headers=conditions)
        response = self._client.send(request, stream=True)
        pace.answered(delay)  # counted from here, the host never sees two requests nearer than the delay
        self._has_answered = True
        try:
            peer = response.extensions["network_stream"].get_extra_info("server_addr")  # while it is open
            limit = self._settings.max_body_bytes
            raw = bytearray()
            for chunk in response.iter_raw():
                raw += chunk
                if len(raw) > limit:
                    raise BodyError(f"status {response.status_code}, body longer than the limit of {limit} bytes")
            return Exchange(
                request_target=request.url.raw_path.decode("ascii"),
                request_headers=_pairs(request.headers),
                status=response.status_code,
                reason_phrase=response.reason_phrase,
                http_version=response.http_version,
                response_headers=_pairs(response.headers),
                body=decode_body(bytes(raw), response.headers.get("content-encoding"), limit),
                ip_address=str(peer[0]) if peer else None,
            )
        finally:
            response.close()


def _refusal(url: str, terms: Terms) -> str | None:
    """Why an address may not be asked for on these terms; null when it may."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        return f"{url[:200]!r}: {error}"
    if parsed.scheme not in ("http", "https"):
        return f"{url[:200]}: scheme {parsed.scheme!r}, expected http or https"
    if parsed.host not in terms.hosts or parsed.userinfo or parsed.port is not None:
        return (
            f"{url[:200]}: expected one of the source's hosts {', '.join(sorted(terms.hosts))}, port and user unnamed"
        )
    return None


def _range(part: ByteRange) -> Conditions:
    return {b"Range": f"bytes={part[0]}-{part[1]}".encode("ascii")}


def _conditions(validators: Validators | None) -> Conditions:
    """The bytes that the server gave us, whatever they are."""
    if validators is None:
        return {}
    if validators.etag:
        return {b"If-None-Match": validators.etag.encode("latin-1")}
    return {b"If-Modified-Since": validators.last_modified.encode("latin-1")} if validators.last_modified else {}


def _pairs(headers: httpx.Headers) -> Headers:
    return tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in headers.raw)
