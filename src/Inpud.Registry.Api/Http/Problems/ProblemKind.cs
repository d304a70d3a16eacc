namespace Inpud.Registry.Api.Http.Problems;

/// <summary>A kind of problem: the code and status that programs see, and the page that people read.</summary>
internal sealed record ProblemKind(string Code, int Status, string Title, string Explanation, string Mend)
{
    public static readonly ProblemKind InvalidRequest = new(
        "invalid-request",
        400,
        "The request has a mistake",
        "A parameter or a field of the body has a value that cannot be used. 'errors' lists each mistake, with the name of the value, the rule that it breaks and how to mend it. Nothing was written.",
        "Correct the values that 'errors' names, and send the request again."
    );

    public static readonly ProblemKind UnknownParameter = new(
        "unknown-parameter",
        400,
        "The request has a parameter that does not exist",
        "The service refuses parameters that the operation does not know, since a filter that is silently ignored gives a wrong count.",
        "Check the spelling (names are in camelCase, such as 'asOf'), or take the parameter out."
    );

    public static readonly ProblemKind RepeatedParameter = new(
        "repeated-parameter",
        400,
        "The request has a parameter twice",
        "Each parameter has one value. Where it stands twice, the registry does not guess which one you mean.",
        "Send the parameter once."
    );

    public static readonly ProblemKind ContradictoryParameters = new(
        "contradictory-parameters",
        400,
        "The request has parameters that exclude each other",
        "Two parameters of the request cannot both hold.",
        "Take out one of those that 'errors' names."
    );

    public static readonly ProblemKind InvalidCursor = new(
        "invalid-cursor",
        400,
        "The cursor does not belong to this list",
        "A cursor ('after') continues only the list that gave it: the same address with the same filters, order and language.",
        "Start again without 'after', and follow 'next' or the Link header."
    );

    public static readonly ProblemKind CursorOutdated = new(
        "cursor-outdated",
        410,
        "The cursor is from before a restore",
        "The registry was restored from a copy since it gave the cursor ('after'). The places of before name other changes and other rows now, so that going on would skip some.",
        "Begin anew. A mirror forgets its copy, reads /v1/export again, and goes on after the Registry-Cursor header of that answer; the reader of a list starts without 'after'."
    );

    public static readonly ProblemKind MalformedBody = new(
        "malformed-body",
        400,
        "The body is not the JSON that was expected",
        "The body cannot be read as JSON, or a field of it is missing, unknown, null, given twice or of another kind. 'errors' names every such field at its place, and the rules that other fields break. Nothing was written.",
        "Correct the fields that 'errors' names, and send the request again. Swagger UI (/swagger) shows the body of each operation."
    );

    public static readonly ProblemKind UnreadableFile = new(
        "unreadable-file",
        400,
        "The file cannot be read",
        "The body is neither a spreadsheet of groups nor a bundle of a registry, or it is damaged, or it has more than the service takes at once; 'detail' says where.",
        "Save the spreadsheet as .xlsx, .ods or CSV (UTF-8), with the columns of /v1/import/template, or send a bundle as /v1/export gave it."
    );

    public static readonly ProblemKind UnexpectedBody = new(
        "unexpected-body",
        400,
        "The request has a body, but takes none",
        "The address says all that the operation needs. The service would ignore a body, so it refuses one.",
        "Send the request without a body; put filters into the query."
    );

    public static readonly ProblemKind BadRequest = new(
        "bad-request",
        400,
        "The request cannot be read",
        "The request breaks the rules of HTTP, so that the service cannot tell what it asks for: a NUL in the path, say, or a Host header that is missing, malformed or of another service.",
        "Check the request's address and headers, the Host header first."
    );

    public static readonly ProblemKind Unauthenticated = new(
        "unauthenticated",
        401,
        "The request has no valid key",
        "The operation is for stewards and the request has no key, or the registry does not know the key, or the key has expired or was revoked. The WWW-Authenticate header says which.",
        "Send a valid key as 'Authorization: Bearer inpud_…'. Whoever runs the service makes keys, with 'keys add' on the command line."
    );

    public static readonly ProblemKind Forbidden = new(
        "forbidden",
        403,
        "The key does not cover this",
        "The key is valid, but not for the records of the network in question.",
        "Ask a steward of that network, or of INPUD. /v1/key shows what a key may be used for."
    );

    public static readonly ProblemKind NotFound = new(
        "not-found",
        404,
        "There is no such thing here",
        "The address leads nowhere, or the registry holds no public record with that id.",
        "Check the address; the operations are listed in Swagger UI (/swagger), the ids in the lists."
    );

    public static readonly ProblemKind MethodNotAllowed = new(
        "method-not-allowed",
        405,
        "The address does not take this method",
        "The address exists, but not with the request's method. The Allow header names those that it takes.",
        "Use one of the methods of the Allow header."
    );

    public static readonly ProblemKind NotAcceptable = new(
        "not-acceptable",
        406,
        "The answer does not exist in the form that was asked for",
        "The Accept header asks for a media type that this operation does not give. All give application/json; lists and counts give text/csv as well.",
        "Ask for application/json or text/csv, or use ?format=json or ?format=csv."
    );

    public static readonly ProblemKind Conflict = new(
        "conflict",
        409,
        "The record conflicts with another record",
        "The record would break a rule because of another record. 'errors' names each rule, with a link to it. Nothing was written.",
        "Look at the record that is in the way, and send a request that does not conflict with it."
    );

    public static readonly ProblemKind RulesBroken = new(
        "rules-broken",
        422,
        "The record would break a rule of the registry",
        "'errors' names all rules that the record would break, each with a link. Nothing was written.",
        "Correct what the rules name, and send the request again. '?dryRun=true' tells what would happen without writing."
    );

    public static readonly ProblemKind IdempotencyKeyReused = new(
        "idempotency-key-reused",
        422,
        "The Idempotency-Key belongs to another request",
        "The service has already answered another request with this Idempotency-Key.",
        "Send a new Idempotency-Key with a new request; send an old one only with the same request."
    );

    public static readonly ProblemKind PreconditionRequired = new(
        "precondition-required",
        428,
        "The request does not say which version it changes",
        "A change needs an If-Match header with the ETag of the record as you read it, so that two stewards cannot overwrite each other's changes unseen.",
        "Read the record, and send its ETag as If-Match."
    );

    public static readonly ProblemKind PreconditionFailed = new(
        "precondition-failed",
        412,
        "The record is not the one you meant",
        "The condition of the request's If-Match or If-Unmodified-Since header does not hold.",
        "Read the record again, and use its current ETag."
    );

    public static readonly ProblemKind BodyTooLarge = new(
        "body-too-large",
        413,
        "The body is too large",
        "The request's body is larger than the operation takes. An application may have 16 KiB, an import 256 MiB unless the service has another setting (Registry:Limits:ImportBytes), and any other body one mebibyte (Registry:Limits:RequestBodyBytes).",
        "Send less in one request."
    );

    public static readonly ProblemKind RequestTimeout = new(
        "request-timeout",
        408,
        "The request took too long to arrive",
        "The headers or the body of the request came too slowly, and the service stopped waiting. Nothing was written.",
        "Send the request again, over a faster connection or with a smaller body."
    );

    public static readonly ProblemKind AddressTooLong = new(
        "address-too-long",
        414,
        "The address is too long",
        "The first line of the request has more than 64 KiB, which no operation needs.",
        "Shorten the query: a value has at most 200 characters, a cursor 2000."
    );

    public static readonly ProblemKind RangeNotSatisfiable = new(
        "range-not-satisfiable",
        416,
        "The file has no such part",
        "The Range header asks for bytes behind the end of the file. The Content-Range header says how long the file is.",
        "Ask for a range within the file, or leave the Range header out."
    );

    public static readonly ProblemKind HeadersTooLarge = new(
        "headers-too-large",
        431,
        "The headers are too large",
        "The headers of the request have more than 32 KiB together, or there are more than 100 of them.",
        "Send fewer and smaller headers. Cookies are the usual cause; the service needs none."
    );

    public static readonly ProblemKind UnsupportedMediaType = new(
        "unsupported-media-type",
        415,
        "The body is of a type that the operation does not take",
        "The Content-Type header names a type that the operation cannot read, or is missing; or the Content-Encoding header says that the body is compressed, which no operation takes.",
        "Send the body as the type that the operation takes, and name that type in the Content-Type header. All operations but an import take application/json."
    );

    public static readonly ProblemKind TooManyRequests = new(
        "too-many-requests",
        429,
        "There were too many requests",
        "Some requests cost people work. The service takes a few of them an hour from one address, so that nobody can bury a network under applications. Nothing was written.",
        "Try again after the time that the Retry-After header names, or, where there is none, when the network has looked at some of its applications."
    );

    public static readonly ProblemKind Unexpected = new(
        "unexpected",
        500,
        "Something went wrong in the service",
        "This is a defect of the service, not of the request. Nothing was written.",
        "Report the traceId to whoever runs the service; it names the request in the log."
    );

    public static readonly ProblemKind HttpVersionNotSupported = new(
        "http-version-not-supported",
        505,
        "The version of HTTP is none that the service speaks",
        "The first line of the request names a version of HTTP that the service does not know.",
        "Send the request as HTTP/1.1, or HTTP/2."
    );

    public static readonly ProblemKind DatabaseUnavailable = new(
        "database-unavailable",
        503,
        "The database cannot be used at the moment",
        "The service runs, but its database is busy (with a large import, say), damaged, full or gone. Nothing was written.",
        "Try again after the time that the Retry-After header names."
    );

    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        InvalidRequest,
        UnknownParameter,
        RepeatedParameter,
        ContradictoryParameters,
        InvalidCursor,
        CursorOutdated,
        MalformedBody,
        UnreadableFile,
        UnexpectedBody,
        BadRequest,
        Unauthenticated,
        Forbidden,
        NotFound,
        MethodNotAllowed,
        NotAcceptable,
        Conflict,
        RulesBroken,
        IdempotencyKeyReused,
        PreconditionRequired,
        PreconditionFailed,
        RequestTimeout,
        BodyTooLarge,
        AddressTooLong,
        UnsupportedMediaType,
        RangeNotSatisfiable,
        HeadersTooLarge,
        TooManyRequests,
        Unexpected,
        DatabaseUnavailable,
        HttpVersionNotSupported,
    ];

    /// <summary>The kind of problem for a status.</summary>
    public static ProblemKind OfStatus(int status) => FindByStatusOrNull(status) ?? (status >= 500 ? Unexpected : BadRequest);

    /// <summary>The kind of problem that has exactly this status; null where there is none.</summary>
    public static ProblemKind? FindByStatusOrNull(int status) =>
        status == 400 ? BadRequest : All.FirstOrDefault(kind => kind.Status == status);
}
