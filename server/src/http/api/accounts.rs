//! Set-up, sign-in and sign-out of therapists.

use std::net::IpAddr;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, IntoResponse},
};
use rondo_protocol::{
    At, PersonId,
    http::{Email, ErrorCode, Field, Login, Secret, Setup, Status, Therapist},
    text::Name,
};
use uuid::Uuid;

use crate::{
    http::{
        AppState,
        address::CameFrom,
        body::Body,
        cookies,
        error::{Answer, Failure},
        known,
        passwords::{Waiting, is_bounded, may_be_new},
        signed_in::SignedIn,
        throttle::Verdict,
        tokens,
    },
    limits,
    store::{
        AuditLine,
        records::{Account, EmailAddress, Followed, NewCookie},
    },
};

pub(super) async fn status(State(state): State<AppState>) -> Answer<Json<Status>> {
    Ok(Json(Status {
        setup_needed: !state.store.has_therapist().await?,
        version: env!("CARGO_PKG_VERSION").into(),
    }))
}

pub(super) async fn setup(
    State(state): State<AppState>,
    CameFrom(address): CameFrom,
    Body(setup): Body<Setup>,
) -> Answer<impl IntoResponse> {
    if state.store.has_therapist().await? {
        return Err(ErrorCode::SetupDone.into());
    }
    state.before_a_link(address).await;
    let link = if state.setup.fits(&setup.token) {
        Followed::Good(())
    } else {
        Followed::Unknown
    };
    state.followed(address, link)?;
    let account = new_account(&state, setup.name, &setup.email, setup.password).await?;
    let (token, cookie) = new_cookie(state.now())?;
    let audit = AuditLine {
        actor: Some(account.id),
        ..AuditLine::new(state.now(), "setup_done")
    };
    let made = state
        .store
        .make_first_therapist(account.clone(), cookie, audit)
        .await?;
    if !made {
        return Err(ErrorCode::SetupDone.into());
    }
    state.setup.close();
    signed_in(&state, &account, &token).await
}

pub(super) async fn login(
    State(state): State<AppState>,
    CameFrom(address): CameFrom,
    headers: HeaderMap,
    Body(login): Body<Login>,
) -> Answer<impl IntoResponse> {
    let account = checked(&state, address, &headers, &login.email, login.password)
        .await?
        .ok_or(ErrorCode::WrongLogin)?;
    let (token, cookie) = new_cookie(state.now())?;
    let audit = AuditLine {
        actor: Some(account.id),
        ..AuditLine::new(state.now(), "signed_in")
    };
    state.store.sign_in(account.id, cookie, audit).await?;
    signed_in(&state, &account, &token).await
}

pub(super) async fn logout(
    State(state): State<AppState>,
    SignedIn { account, cookie }: SignedIn,
) -> Answer<impl IntoResponse> {
    let audit = AuditLine {
        actor: Some(account.id),
        ..AuditLine::new(state.now(), "signed_out")
    };
    state.store.sign_out(cookie, audit).await?;
    let forget = [(header::SET_COOKIE, cookies::forget_therapist()?)];
    Ok((StatusCode::NO_CONTENT, AppendHeaders(forget)))
}

pub(super) async fn me(
    State(state): State<AppState>,
    SignedIn { account, .. }: SignedIn,
) -> Answer<Json<Therapist>> {
    Ok(Json(therapist(&state, &account).await?))
}

/// The account that this address and password belong to. Counts the try, and takes the same time
/// whether or not the address has an account.
pub(super) async fn checked(
    state: &AppState,
    address: IpAddr,
    headers: &HeaderMap,
    email: &Email,
    password: Secret,
) -> Answer<Option<Account>> {
    let (Some(email), true) = (EmailAddress::read(&email.0), is_bounded(&password)) else {
        return Err(ErrorCode::WrongLogin.into());
    };
    let account = state.store.account(&email).await?;
    let known = account
        .as_ref()
        .zip(cookies::known_browser(headers))
        .and_then(|(account, proof)| known::browser(account, proof));
    let waiting = match state.tries.count(state.now(), address, known, &email) {
        Verdict::GoAhead => Waiting::Ahead,
        Verdict::Go => Waiting::Anybody,
        Verdict::GoSlowly => {
            tokio::time::sleep(limits::SLOWED_TRY_DELAY).await;
            Waiting::Anybody
        }
        Verdict::Refuse { wait_ms } => return Err(Failure::too_many_tries(wait_ms)),
    };
    let kept = account.as_ref().map(|account| account.password.clone());
    let right = state.passwords.check(waiting, password, kept).await?;
    Ok(account.filter(|_| right))
}

/// A new account, not stored yet.
pub(super) async fn new_account(
    state: &AppState,
    name: Name,
    email: &Email,
    password: Secret,
) -> Answer<Account> {
    let email = EmailAddress::read(&email.0).ok_or_else(|| Failure::invalid(Field::Email))?;
    if !may_be_new(&password) {
        return Err(Failure::invalid(Field::Password));
    }
    Ok(Account {
        id: PersonId(Uuid::new_v4()),
        name,
        email,
        password: state.passwords.make(password).await?,
    })
}

/// A therapist's cookie: its value to set, and what to keep of it.
pub fn new_cookie(now: At) -> Answer<(Secret, NewCookie)> {
    let (token, hash) = tokens::token()?;
    let expires_at = now.plus_ms(limits::THERAPIST_COOKIE_MS).0;
    Ok((token, NewCookie { hash, expires_at }))
}

/// Answers as the therapist who is now signed in, in a browser that is known from now on.
pub(super) async fn signed_in(
    state: &AppState,
    account: &Account,
    token: &Secret,
) -> Answer<impl IntoResponse + use<>> {
    let cookie = cookies::set_therapist(token, limits::THERAPIST_COOKIE_MS)?;
    let known = cookies::set_known_browser(&known::proof(account)?, limits::KNOWN_BROWSER_MS)?;
    let therapist = therapist(state, account).await?;
    Ok((
        AppendHeaders([cookie, known].map(|cookie| (header::SET_COOKIE, cookie))),
        Json(therapist),
    ))
}

async fn therapist(state: &AppState, account: &Account) -> Answer<Therapist> {
    Ok(Therapist {
        person: account.id,
        name: account.name.clone(),
        email: Email(account.email.reveal().to_owned()),
        groups: state.store.groups_of(account.id).await?,
    })
}
