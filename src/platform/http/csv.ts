/** A CSV file to keep; never cached, as it may hold what only its reader may see. */
export function csvResponse(body: ReadableStream | string, name: string): Response {
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}
