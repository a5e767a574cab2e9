//! Sees to it that every request has an answer: one that is no message, one that no handler takes,
//! and one whose handler panics, which is an error of that request alone.

use std::panic::AssertUnwindSafe;
use std::task::{Context, Poll};

use futures::FutureExt;
use futures::future::BoxFuture;
use tower::Service;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};

use super::framing::UNREADABLE;

/// A service whose calls may panic without harm to the others.
///
/// What a handler shares with others is behind locks that do not poison, and is changed as a whole
/// or not at all; so it is sound to go on after a panic.
pub(super) struct Guard<S>(pub(super) S);

impl<S> Service<Request> for Guard<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        if request.method() == UNREADABLE {
            return futures::future::ok(Some(unreadable(&request))).boxed();
        }
        let id = request.id().cloned();
        let method = request.method().to_owned();
        let handled = AssertUnwindSafe(self.0.call(request)).catch_unwind();
        handled
            .map(move |outcome| {
                let error = |error| id.map(|id| Response::from_error(id, error));
                match outcome {
                    // The library is silent about requests whose name begins with `$/`.
                    Ok(Ok(None)) => Ok(error(Error::method_not_found())),
                    Ok(answered) => answered,
                    Err(_) => {
                        tracing::error!("处理 {method} 时程序内部出错");
                        Ok(error(Error::internal_error()))
                    }
                }
            })
            .boxed()
    }
}

/// The answer to a body that was no message: nobody knows whose it was.
fn unreadable(request: &Request) -> Response {
    let code = request.params().and_then(|params| params.get(0)?.as_i64());
    let code = code.map_or(ErrorCode::ParseError, ErrorCode::from);
    let error = Error { code, message: code.description().into(), data: None };
    Response::from_error(Id::Null, error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    /// A service whose every call panics while it is under way.
    struct Panicking;

    impl Service<Request> for Panicking {
        type Response = Option<Response>;
        type Error = Infallible;
        type Future = BoxFuture<'static, Result<Self::Response, Infallible>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, _: Request) -> Self::Future {
            async { panic!("on purpose") }.boxed()
        }
    }

    async fn answer(request: Request) -> Option<Response> {
        let Ok(answer) = Guard(Panicking).call(request).await;
        answer
    }

    #[tokio::test]
    async fn a_panic_in_a_request_is_an_answer() {
        let response = answer(Request::build("x").id(7).finish()).await;
        let error = response.and_then(|response| response.error().cloned());
        assert_eq!(error.map(|error| error.code.code()), Some(-32603));
    }

    #[tokio::test]
    async fn a_body_that_was_no_message_is_answered() {
        let request = Request::build(UNREADABLE).id(Id::Null).params(serde_json::json!([-32600]));
        let response = answer(request.finish()).await;
        let error = response.and_then(|response| response.error().cloned());
        assert_eq!(error.map(|error| error.code), Some(ErrorCode::InvalidRequest));
    }

    #[tokio::test]
    async fn a_panic_in_a_notification_is_silent() {
        assert!(answer(Request::build("x").finish()).await.is_none());
    }
}
